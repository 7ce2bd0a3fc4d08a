import type { Span } from './availability.ts';
import type { Deal } from './deal.ts';
import type { LiveMessage } from './live.ts';
import {
  emptyLiveCluster,
  type LiveCluster,
  liveDeals,
  liveUnits,
  type RegisteredUnit,
  withRegistered,
  withReports,
} from './live-cluster.ts';
import type { UnitSample } from './unit-data.ts';
import { allValues, createVersioned, patchSince, replaceAll } from './versioned.ts';

/** What is stored of a cluster around a span of time. */
export type RecordedCluster = {
  registered: readonly RegisteredUnit[];
  /** Ascending by report; some from before the span tell how it began. */
  samples: readonly UnitSample[];
  /** As they ended, or as they are now. */
  deals: readonly Deal[];
};

/**
 * What a viewer would have received from `fromMs` (included) to `toMs` (excluded), had the cluster been looked at every
 * `stepMs`: how it was at the beginning, then each change. The same messages as of a live cluster, so that everything
 * that draws those draws this.
 */
export function replayMessages(
  recorded: RecordedCluster,
  { fromMs, toMs, stepMs }: { fromMs: number; toMs: number; stepMs: number },
): LiveMessage[] {
  const units = createVersioned<ReturnType<typeof liveUnits>[number]>();
  const deals = createVersioned<ReturnType<typeof liveDeals>[number]>();
  const messages: LiveMessage[] = [];
  let cluster = withRegistered(emptyLiveCluster, recorded.registered);
  let taken = 0;
  for (let atMs = fromMs; atMs < toMs; atMs += stepMs) {
    const before = { units: units.version, deals: deals.version };
    const end = firstAfter(recorded.samples, atMs, taken);
    cluster = clusterAsOf(cluster, recorded, { samples: recorded.samples.slice(taken, end), atMs });
    taken = end;
    const at = new Date(atMs);
    const isNewUnits = replaceAll(units, liveUnits(cluster, at), ({ unitId }) => unitId);
    const isNewDeals = replaceAll(deals, liveDeals(cluster, at), ({ dealId }) => dealId);
    const envelope = { serverNowMs: atMs, sourceLostAtMs: null, reporterLeadMs: null };
    if (atMs === fromMs) {
      messages.push({ ...envelope, kind: 'snapshot', units: allValues(units), deals: allValues(deals) });
    } else if (isNewUnits || isNewDeals) {
      const changed = { units: patchSince(units, before.units), deals: patchSince(deals, before.deals) };
      messages.push({
        ...envelope,
        kind: 'patch',
        units: changed.units?.changed ?? allValues(units),
        goneUnitIds: changed.units?.gone ?? [],
        deals: changed.deals?.changed ?? allValues(deals),
        goneDealIds: changed.deals?.gone ?? [],
      });
    }
  }
  return messages;
}

function firstAfter(samples: readonly UnitSample[], atMs: number, from: number): number {
  let end = from;
  while (end < samples.length && (samples[end]?.datasetAt.getTime() ?? 0) <= atMs) end += 1;
  return end;
}

function clusterAsOf(
  cluster: LiveCluster,
  { deals }: RecordedCluster,
  { samples, atMs }: { samples: readonly UnitSample[]; atMs: number },
): LiveCluster {
  const reports = samples.map((sample) => ({ sample, receivedAtMs: sample.datasetAt.getTime() }));
  const asOf = deals.flatMap((deal) => dealAsOf(deal, atMs) ?? []);
  return { ...withReports(cluster, reports), deals: new Map(asOf.map((deal) => [deal.dealId, deal])) };
}

/**
 * A deal as it was at `atMs`; null before it was made. What happened later has not happened yet, and its energy is spread
 * evenly over the time in which it was moved: only the total is stored.
 */
export function dealAsOf(deal: Deal, atMs: number): Deal | null {
  const madeMs = (deal.createAt ?? deal.requestAt)?.getTime();
  if (madeMs === undefined || madeMs > atMs) return null;
  const until = (instant: Date | null) => (instant && instant.getTime() <= atMs ? instant : null);
  const isOver = deal.deactivateAt !== null && deal.deactivateAt.getTime() <= atMs;
  // While it went on it was reported; one that was never closed was so until its last report.
  const isReported = deal.deactivateAt !== null || (deal.reportAt?.getTime() ?? 0) >= atMs;
  return {
    ...deal,
    activateAt: until(deal.activateAt),
    rampUpAt: until(deal.rampUpAt),
    warmUpAt: until(deal.warmUpAt),
    startAt: until(deal.startAt),
    stopAt: until(deal.stopAt),
    deactivateAt: isOver ? deal.deactivateAt : null,
    abortAt: until(deal.abortAt),
    scramAt: until(deal.scramAt),
    cumulateAmountWh: movedAsOf(deal, atMs),
    reportAt: isReported ? new Date(atMs) : deal.reportAt,
  };
}

function movedAsOf({ startAt, stopAt, deactivateAt, reportAt, cumulateAmountWh }: Deal, atMs: number): number | null {
  if (!startAt || startAt.getTime() > atMs || cumulateAmountWh === null) return null;
  const endMs = (stopAt ?? deactivateAt ?? reportAt)?.getTime() ?? atMs;
  const lengthMs = endMs - startAt.getTime();
  if (atMs >= endMs || lengthMs <= 0) return cumulateAmountWh;
  return (cumulateAmountWh * (atMs - startAt.getTime())) / lengthMs;
}

/** Power (W) that deals moved together, as the mean of each of so many equal slots. */
export function sharedPowerW(deals: readonly Deal[], { fromMs, toMs, slots }: Span & { slots: number }): number[] {
  const slotMs = (toMs - fromMs) / slots;
  const movedWh = Array.from({ length: slots }, () => 0);
  for (const { startAt, stopAt, deactivateAt, reportAt, cumulateAmountWh } of deals) {
    const beginMs = startAt?.getTime();
    const endMs = (stopAt ?? deactivateAt ?? reportAt)?.getTime();
    if (beginMs === undefined || endMs === undefined || !cumulateAmountWh || endMs <= beginMs) continue;
    const first = Math.max(0, Math.floor((beginMs - fromMs) / slotMs));
    for (let slot = first; slot < slots && fromMs + slot * slotMs < endMs; slot += 1) {
      const slotFromMs = fromMs + slot * slotMs;
      const overlapMs = Math.min(endMs, slotFromMs + slotMs) - Math.max(beginMs, slotFromMs);
      movedWh[slot] = (movedWh[slot] ?? 0) + (cumulateAmountWh * overlapMs) / (endMs - beginMs);
    }
  }
  return movedWh.map((amountWh) => (amountWh * 3_600_000) / slotMs);
}

/** Reports come less than this apart: a stretch without any is one in which nothing was stored. */
const coverageMs = 10 * 60_000;

/** Equal stretches of a span, at most as many as slots, in each of which something was reported if it was at all. */
export function coverageStretches({ fromMs, toMs, slots }: Span & { slots: number }): Span[] {
  const count = Math.min(slots, Math.ceil((toMs - fromMs) / coverageMs));
  const edge = (i: number) => fromMs + (i * (toMs - fromMs)) / count;
  return Array.from({ length: count }, (_, i) => ({ fromMs: edge(i), toMs: edge(i + 1) }));
}

/** The power of each slot in whole W; null where nothing was stored, as equal stretches of the same span tell. */
export function powerWhereStored(sharedW: readonly number[], isStored: readonly boolean[]): (number | null)[] {
  return sharedW.map((powerW, slot) =>
    isStored[Math.floor((slot * isStored.length) / sharedW.length)] ? Math.round(powerW) : null,
  );
}
