import type { Direction } from '@commonwatt/domain/scenario';

/** A deal as the grid master keeps it. A time (epoch ms, whole seconds) is null until it happens. */
export type SimulatedDeal = {
  dealId: string;
  negotiationId: string;
  /** What the requester asked for. */
  type: Direction;
  requestUnitId: string;
  acceptUnitId: string;
  requestAtMs: number;
  acceptAtMs: number;
  requestAmountWh: number;
  acceptAmountWh: number;
  dealAmountWh: number;
  requestPointPerWh: number | null;
  acceptPointPerWh: number | null;
  /** Partner insisted on; null: none. */
  requestPairUnitId: string | null;
  acceptPairUnitId: string | null;
  gridCurrentA: number;
  chargeUnitVoltageV: number;
  dischargeUnitVoltageV: number;
  createAtMs: number;
  activateAtMs: number | null;
  /** The first deal on a dead grid has to raise its voltage before anything can flow. */
  needsRampUp: boolean;
  rampUpAtMs: number | null;
  warmUpAtMs: number | null;
  startAtMs: number | null;
  cumulateAtMs: number | null;
  stopAtMs: number | null;
  deactivateAtMs: number | null;
  /** True while this deal holds the cluster's voltage reference. */
  isMaster: boolean;
  /** Current (A) expected of the voltage reference when this deal runs. */
  targetCurrentA: number | null;
  /** As measured once both sides run: A, positive into the unit. */
  chargeCurrentA: number | null;
  dischargeCurrentA: number | null;
  /** Energy that arrived in the receiving battery since the start. */
  cumulateWh: number;
  resets: readonly DealIncident[];
  abort: DealIncident | null;
  scram: DealIncident | null;
  /** When the next step of its life may be taken. */
  dueAtMs: number;
};

export type DealIncident = { atMs: number; reason: string };

export type DealState = 'created' | 'activated' | 'rampedUp' | 'warmedUp' | 'started' | 'stopped' | 'deactivated';

/** The state is derived from which times exist (apis-main, deal life cycle). */
export function dealState(deal: SimulatedDeal): DealState {
  if (deal.deactivateAtMs !== null) return 'deactivated';
  // An abort before the start ends a deal as a stop does, only without the time of one.
  if (deal.stopAtMs !== null || deal.abort !== null || deal.scram !== null) return 'stopped';
  if (deal.startAtMs !== null) return 'started';
  if (deal.warmUpAtMs !== null) return 'warmedUp';
  if (deal.rampUpAtMs !== null) return 'rampedUp';
  return deal.activateAtMs === null ? 'created' : 'activated';
}

export function chargeUnitId(deal: SimulatedDeal): string {
  return deal.type === 'charge' ? deal.requestUnitId : deal.acceptUnitId;
}

export function dischargeUnitId(deal: SimulatedDeal): string {
  return deal.type === 'charge' ? deal.acceptUnitId : deal.requestUnitId;
}

export function involves(deal: SimulatedDeal, unitId: string): boolean {
  return deal.requestUnitId === unitId || deal.acceptUnitId === unitId;
}

/** True while both converters of a deal run and energy flows. */
export function isFlowing(deal: SimulatedDeal): boolean {
  const state = dealState(deal);
  return state === 'warmedUp' || state === 'started';
}

/** True while the deal keeps its receiving unit's converter on. */
export function isActive(deal: SimulatedDeal): boolean {
  return deal.activateAtMs !== null && deal.deactivateAtMs === null;
}

/** The unit that holds the voltage of the DC grid: the receiving one of the master deal. Null while there is none. */
export function voltageReferenceOf(deals: readonly SimulatedDeal[]): string | null {
  const master = deals.find((deal) => deal.isMaster && isActive(deal));
  return master ? chargeUnitId(master) : null;
}

/** apis-ccc saves only deals that were energised, or that were and had to start over. */
export function isWorthSaving(deal: SimulatedDeal): boolean {
  return deal.activateAtMs !== null || deal.resets.length > 0;
}

/**
 * True when apis-ccc can store the deal. One that ended before it started carries "--" instead of its start and stop,
 * which apis-ccc fails to convert (apis-ccc, deals that never get their final document).
 */
export function isStorable(deal: SimulatedDeal): boolean {
  return deal.startAtMs !== null || (deal.abort === null && deal.scram === null);
}
