import { clockLeadMs } from './clock-lead.ts';
import { type Deal, dealPhase, isLiveDeal } from './deal.ts';
import { type DealPartner, dealPower } from './deal-power.ts';
import { defaultReportPeriodMs, estimateReportPeriodMs, judgeFreshness } from './freshness.ts';
import type { LiveDeal, LiveUnit, LiveValues } from './live.ts';
import { toHundredths } from './to-hundredths.ts';
import { trackDeadlines, trackReport, type UnitReport, type UnitTrack } from './unit-track.ts';

/** A unit that the cluster should have, as registered. */
export type RegisteredUnit = { unitId: string; name: string };

/** All that is known of a live cluster; what viewers see is derived from it. */
export type LiveCluster = {
  registered: ReadonlyMap<string, RegisteredUnit>;
  tracks: ReadonlyMap<string, UnitTrack>;
  deals: ReadonlyMap<string, Deal>;
};

export const emptyLiveCluster: LiveCluster = {
  registered: new Map(),
  tracks: new Map(),
  deals: new Map(),
};

/** Takes in newly read unit data, in any order and with repetitions. */
export function withReports(cluster: LiveCluster, reports: readonly UnitReport[]): LiveCluster {
  const tracks = new Map(cluster.tracks);
  for (const report of reports) {
    const { unitId } = report.sample.ref;
    tracks.set(unitId, trackReport(tracks.get(unitId) ?? null, report));
  }
  return { ...cluster, tracks };
}

/** Takes in newly read deals; of two states of one deal the later reported counts, at equal times the later read. */
export function withDeals(cluster: LiveCluster, deals: readonly Deal[], now: Date): LiveCluster {
  const next = new Map(cluster.deals);
  for (const deal of deals) {
    const known = next.get(deal.dealId);
    if (!known?.reportAt || !deal.reportAt || deal.reportAt >= known.reportAt) next.set(deal.dealId, deal);
  }
  for (const [dealId, deal] of next) if (!isLiveDeal(deal, now)) next.delete(dealId);
  return { ...cluster, deals: next };
}

export function withRegistered(cluster: LiveCluster, units: readonly RegisteredUnit[]): LiveCluster {
  return { ...cluster, registered: new Map(units.map((unit) => [unit.unitId, unit])) };
}

/** What viewers see at `now`: every registered unit, then those that report without being registered, by id. */
export function liveUnits(cluster: LiveCluster, now: Date): LiveUnit[] {
  const ids = new Set([...cluster.registered.keys(), ...cluster.tracks.keys()]);
  return [...ids].sort().map((unitId) => liveUnit(cluster, unitId, now));
}

/** The deals in progress at `now`, oldest first. */
export function liveDeals(cluster: LiveCluster, now: Date): LiveDeal[] {
  const live = [...cluster.deals.values()].filter((deal) => isLiveDeal(deal, now));
  const partner = (unitId: string) => freshPartner(cluster.tracks.get(unitId), now);
  return live
    .sort((a, b) => (a.createAt?.getTime() ?? 0) - (b.createAt?.getTime() ?? 0) || (a.dealId < b.dealId ? -1 : 1))
    .map((deal) => ({
      dealId: deal.dealId,
      fromUnitId: deal.dischargeUnitId,
      toUnitId: deal.chargeUnitId,
      requestUnitId: deal.requestUnitId,
      phase: dealPhase(deal),
      isMaster: deal.isMaster,
      createdAtMs: deal.createAt?.getTime() ?? null,
      startedAtMs: deal.startAt?.getTime() ?? null,
      agreedWh: deal.dealAmountWh,
      movedWh: deal.cumulateAmountWh,
      reportedAtMs: deal.reportAt?.getTime() ?? 0,
      ...roundedPower(dealPower(deal, live, partner)),
    }));
}

/** Median lead (ms) of the clocks that stamp the reports over ours, to the second; null before any report. */
export function reporterLeadMs(cluster: LiveCluster): number | null {
  const leads = [...cluster.tracks.values()].map((track) => clockLeadMs(track.lead)).sort((a, b) => a - b);
  const median = leads[Math.floor(leads.length / 2)];
  return median === undefined ? null : Math.round(median / 1000) * 1000;
}

function liveUnit(cluster: LiveCluster, unitId: string, now: Date): LiveUnit {
  const registered = cluster.registered.get(unitId);
  const track = cluster.tracks.get(unitId);
  const deadlines = track ? trackDeadlines(track) : null;
  return {
    unitId,
    name: registered?.name ?? track?.sample.display ?? unitId,
    isRegistered: registered !== undefined,
    freshness: judgeFreshness(deadlines, now.getTime()),
    takenAtMs: track?.takenAtMs ?? null,
    deadlines,
    reportPeriodMs: track ? estimateReportPeriodMs(track.reportTimesMs) : defaultReportPeriodMs,
    values: liveValues(track),
    converter: track?.sample.converter ?? null,
    alarm: track?.sample.alarm ?? null,
    modes: track?.sample.modes ?? { global: null, local: null, effective: null },
    isGridMaster: track?.sample.isGridMaster ?? false,
    dealSlots: track?.sample.dealSlots ?? null,
  };
}

function liveValues(track: UnitTrack | undefined): LiveValues {
  const sample = track?.sample;
  return {
    rsocPercent: toHundredths(sample?.rsocPercent),
    remainingWh: toHundredths(sample?.remainingWh),
    solarW: toHundredths(sample?.solarW),
    loadW: toHundredths(sample?.loadW),
    acGridW: toHundredths(sample?.acGridW),
    batteryW: toHundredths(sample?.batteryW),
    dcGridW: toHundredths(sample?.dcGridW),
    dcGridV: toHundredths(sample?.dcGridV),
    dcGridA: toHundredths(sample?.dcGridA),
    temperatureC: toHundredths(sample?.temperatureC),
  };
}

function roundedPower({ powerW, isEstimated }: { powerW: number | null; isEstimated: boolean }) {
  return { powerW: toHundredths(powerW), isPowerEstimated: isEstimated };
}

/** A stale measurement says nothing about what a deal moves now. */
function freshPartner(track: UnitTrack | undefined, now: Date): DealPartner | undefined {
  if (!track || judgeFreshness(trackDeadlines(track), now.getTime()) !== 'fresh') return undefined;
  const { converter, dcGridW, dcGridV } = track.sample;
  return { converter, dcGridW, dcGridV };
}
