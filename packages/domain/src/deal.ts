import { z } from 'zod';
import { instant, quantity, text, type UnreadableDocument, unreadable } from './document.ts';
import type { ClusterRef } from './refs.ts';

/** One energy exchange: `dischargeUnitId` gives, `chargeUnitId` receives. `null` dates have not happened (yet). */
export type Deal = {
  dealId: string;
  ref: ClusterRef;
  dischargeUnitId: string;
  chargeUnitId: string;
  /** What the requesting unit asked for, from its own point of view. */
  type: 'charge' | 'discharge' | null;
  requestUnitId: string | null;
  acceptUnitId: string | null;
  requestAmountWh: number | null;
  acceptAmountWh: number | null;
  /** What the two agreed on; the deal ends when `cumulateAmountWh` passes it. */
  dealAmountWh: number | null;
  /** Moved so far, as measured by the reference side after converter losses. Null before the deal starts. */
  cumulateAmountWh: number | null;
  pointPerWh: number | null;
  dealGridCurrentA: number | null;
  dischargeUnitCompensatedGridCurrentA: number | null;
  chargeUnitCompensatedGridCurrentA: number | null;
  /** True only while this deal holds the cluster's voltage reference. */
  isMaster: boolean;
  requestAt: Date | null;
  acceptAt: Date | null;
  createAt: Date | null;
  activateAt: Date | null;
  rampUpAt: Date | null;
  warmUpAt: Date | null;
  startAt: Date | null;
  cumulateAt: Date | null;
  stopAt: Date | null;
  deactivateAt: Date | null;
  abortAt: Date | null;
  scramAt: Date | null;
  abortReason: string | null;
  scramReason: string | null;
  /** Real clock of apis-ccc at its last report of this deal, to the second. */
  reportAt: Date | null;
};

const dealSchema = z.object({
  dealId: z.string().min(1),
  communityId: z.string().min(1),
  clusterId: z.string().min(1),
  dischargeUnitId: z.string().min(1),
  chargeUnitId: z.string().min(1),
  type: z.enum(['charge', 'discharge']).nullable().catch(null).default(null),
  requestUnitId: text,
  acceptUnitId: text,
  requestAmountWh: quantity,
  acceptAmountWh: quantity,
  dealAmountWh: quantity,
  cumulateAmountWh: quantity,
  pointPerWh: quantity,
  dealGridCurrentA: quantity,
  dischargeUnitCompensatedGridCurrentA: quantity,
  chargeUnitCompensatedGridCurrentA: quantity,
  isMaster: z.boolean().catch(false).default(false),
  requestDateTime: instant,
  acceptDateTime: instant,
  createDateTime: instant,
  activateDateTime: instant,
  rampUpDateTime: instant,
  warmUpDateTime: instant,
  startDateTime: instant,
  cumulateDateTime: instant,
  stopDateTime: instant,
  deactivateDateTime: instant,
  abortDateTime: instant,
  scramDateTime: instant,
  abortReason: text,
  scramReason: text,
  reportTime: z.number().int().positive().max(8.64e12).nullable().catch(null).default(null),
});

/** Reads one `deal` document. Without its id, its place and both units there is nothing to show: unreadable. */
export function readDeal(document: unknown): { ok: true; deal: Deal } | UnreadableDocument {
  const parsed = dealSchema.safeParse(document);
  if (!parsed.success) return unreadable(parsed.error);
  const {
    communityId,
    clusterId,
    requestDateTime: requestAt,
    acceptDateTime: acceptAt,
    createDateTime: createAt,
    activateDateTime: activateAt,
    rampUpDateTime: rampUpAt,
    warmUpDateTime: warmUpAt,
    startDateTime: startAt,
    cumulateDateTime: cumulateAt,
    stopDateTime: stopAt,
    deactivateDateTime: deactivateAt,
    abortDateTime: abortAt,
    scramDateTime: scramAt,
    reportTime,
    ...same
  } = parsed.data;
  const dates = { requestAt, acceptAt, createAt, activateAt, rampUpAt, warmUpAt, startAt, cumulateAt };
  const ends = { stopAt, deactivateAt, abortAt, scramAt };
  const reportAt = reportTime === null ? null : new Date(reportTime * 1000);
  return { ok: true, deal: { ...same, ref: { communityId, clusterId }, ...dates, ...ends, reportAt } };
}

/** The gravest last. */
export const dealStatuses = ['running', 'complete', 'aborted', 'emergencyStop'] as const;
export type DealStatus = (typeof dealStatuses)[number];

/** How the deal ended, the gravest first; an end of any kind counts before "complete". */
export function dealStatus(deal: Pick<Deal, 'scramAt' | 'abortAt' | 'deactivateAt'>): DealStatus {
  if (deal.scramAt) return 'emergencyStop';
  if (deal.abortAt) return 'aborted';
  return deal.deactivateAt ? 'complete' : 'running';
}

/** Where a deal is in its life; `preparing` covers everything before energy is counted. */
export type DealPhase = 'preparing' | 'sharing' | 'closing' | 'closed';

/** The state is derived from which dates exist; there is no state field (apis-main, deal life cycle). */
export function dealPhase(deal: Pick<Deal, 'startAt' | 'stopAt' | 'deactivateAt'>): DealPhase {
  if (deal.deactivateAt) return 'closed';
  if (deal.stopAt) return 'closing';
  return deal.startAt ? 'sharing' : 'preparing';
}

/** How long a deal counts as live after its last report. Longer silence means its final document was lost. */
export const liveDealToleranceMs = 300_000;

/**
 * True while the deal is neither finished nor orphaned: its last report is younger than 300 s.
 * Both sides are the real clock in whole seconds; exactly 300 s ago is no longer live (contract, live deals).
 */
export function isLiveDeal(deal: Pick<Deal, 'deactivateAt' | 'reportAt'>, now: Date): boolean {
  if (deal.deactivateAt || !deal.reportAt) return false;
  const nowToTheSecondMs = Math.floor(now.getTime() / 1000) * 1000;
  return deal.reportAt.getTime() > nowToTheSecondMs - liveDealToleranceMs;
}

export const dealOutcomes = [...dealStatuses, 'endUnknown'] as const;

/** `endUnknown`: neither finished nor reported any more, so its final document was lost (apis-ccc cannot store some). */
export type DealOutcome = (typeof dealOutcomes)[number];

/** What is known at `now` of how a deal ended; an orphan is not taken for one that runs. */
export function dealOutcome(
  deal: Pick<Deal, 'scramAt' | 'abortAt' | 'deactivateAt' | 'reportAt'>,
  now: Date,
): DealOutcome {
  const status = dealStatus(deal);
  return status === 'running' && !isLiveDeal(deal, now) ? 'endUnknown' : status;
}

/** How long energy was shared (ms): from start to stop; null unless both are known and in order. */
export function sharingDurationMs({ startAt, stopAt }: Pick<Deal, 'startAt' | 'stopAt'>): number | null {
  if (!startAt || !stopAt || stopAt < startAt) return null;
  return stopAt.getTime() - startAt.getTime();
}
