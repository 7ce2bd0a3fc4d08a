import { Double, Long } from 'mongodb';
import type { SimulatedCluster } from './cluster.ts';
import { chargeUnitId, type DealIncident, dischargeUnitId, type SimulatedDeal } from './deal.ts';

export type DealDocument = { dealId: string; reportTime: Long } & Record<string, unknown>;

export type DealReport = {
  ref: SimulatedCluster['ref'];
  /** Clock of apis-ccc, ms; stored in whole seconds. */
  reportedAtMs: number;
  /** How far the clock that dates the deal is ahead, ms: that of the receiving unit. */
  clockSkewMs: (unitId: string) => number;
};

/** A deal as apis-ccc stores it. A field appears when its time has come, in the order in which fields come. */
export function dealDocument(deal: SimulatedDeal, { ref, reportedAtMs, clockSkewMs }: DealReport): DealDocument {
  const receiver = chargeUnitId(deal);
  const skewMs = clockSkewMs(receiver);
  return {
    unitId: deal.requestUnitId,
    negotiationId: deal.negotiationId,
    requestUnitId: deal.requestUnitId,
    acceptUnitId: deal.acceptUnitId,
    requestDateTime: new Date(deal.requestAtMs + clockSkewMs(deal.requestUnitId)),
    acceptDateTime: new Date(deal.acceptAtMs + clockSkewMs(deal.acceptUnitId)),
    requestPointPerWh: doubleOrNull(deal.requestPointPerWh),
    acceptPointPerWh: doubleOrNull(deal.acceptPointPerWh),
    requestDealGridCurrentA: new Double(deal.gridCurrentA),
    acceptDealGridCurrentA: new Double(deal.gridCurrentA),
    type: deal.type,
    chargeUnitId: receiver,
    dischargeUnitId: dischargeUnitId(deal),
    pointPerWh: doubleOrNull(deal.type === 'charge' ? deal.requestPointPerWh : deal.acceptPointPerWh),
    chargeUnitEfficientGridVoltageV: new Double(deal.chargeUnitVoltageV),
    dischargeUnitEfficientGridVoltageV: new Double(deal.dischargeUnitVoltageV),
    dealGridCurrentA: new Double(deal.gridCurrentA),
    requestAmountWh: deal.requestAmountWh,
    acceptAmountWh: deal.acceptAmountWh,
    ...(deal.requestPairUnitId !== null && { requestPairUnitId: deal.requestPairUnitId }),
    ...(deal.acceptPairUnitId !== null && { acceptPairUnitId: deal.acceptPairUnitId }),
    dealAmountWh: deal.dealAmountWh,
    dealId: deal.dealId,
    createDateTime: new Date(deal.createAtMs + skewMs),
    ...lifeFields(deal, skewMs),
    communityId: ref.communityId,
    clusterId: ref.clusterId,
    reportTime: Long.fromNumber(Math.floor(reportedAtMs / 1000)),
  };
}

/** A full battery is counted in single precision by apis-main; 0 Wh is its only whole number. */
export function cumulatedWh(deal: SimulatedDeal): number | Double {
  if (deal.cumulateAtMs === deal.startAtMs) return 0;
  const single = Number(Math.fround(deal.cumulateWh).toPrecision(8));
  return Number.isInteger(single) ? new Double(single) : single;
}

function lifeFields(deal: SimulatedDeal, skewMs: number): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const date = (name: string, atMs: number | null) => {
    if (atMs !== null) fields[name] = new Date(atMs + skewMs);
  };
  if (deal.targetCurrentA !== null) {
    fields.compensationTargetVoltageReferenceGridCurrentA = new Double(deal.targetCurrentA);
  }
  if (deal.resets.length > 0) fields.reset = deal.resets.map((reset) => incident(reset, skewMs));
  date('activateDateTime', deal.activateAtMs);
  if (deal.isMaster) fields.isMaster = true;
  date('rampUpDateTime', deal.rampUpAtMs);
  date('warmUpDateTime', deal.warmUpAtMs);
  if (deal.dischargeCurrentA !== null) {
    fields.dischargeUnitCompensatedGridCurrentA = new Double(deal.dischargeCurrentA);
  }
  if (deal.chargeCurrentA !== null) fields.chargeUnitCompensatedGridCurrentA = new Double(deal.chargeCurrentA);
  date('startDateTime', deal.startAtMs);
  date('cumulateDateTime', deal.cumulateAtMs);
  if (deal.startAtMs !== null) fields.cumulateAmountWh = cumulatedWh(deal);
  date('stopDateTime', deal.stopAtMs);
  if (deal.abort) {
    date('abortDateTime', deal.abort.atMs);
    fields.abortReason = deal.abort.reason;
    fields.abort = [incident(deal.abort, skewMs)];
  }
  if (deal.scram) {
    date('scramDateTime', deal.scram.atMs);
    fields.scramReason = deal.scram.reason;
  }
  date('deactivateDateTime', deal.deactivateAtMs);
  return fields;
}

function incident({ atMs, reason }: DealIncident, skewMs: number) {
  return { dateTime: new Date(atMs + skewMs), reason };
}

function doubleOrNull(value: number | null): Double | null {
  return value === null ? null : new Double(value);
}
