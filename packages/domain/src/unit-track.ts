import { type ClockLead, clockLeadMs, noClockLead, observeClock } from './clock-lead.ts';
import { estimateReportPeriodMs, type FreshnessDeadlines, freshnessDeadlines } from './freshness.ts';
import type { UnitSample } from './unit-data.ts';

/** What is known of one unit from its reports so far. */
export type UnitTrack = {
  sample: UnitSample;
  /** Instant (epoch ms, our clock) from which the age of `sample` counts. Never later than the truth. */
  takenAtMs: number;
  /** Stamps (epoch ms) of its latest reports, ascending, from which its period is estimated. */
  reportTimesMs: readonly number[];
  /** Lead of the clock that stamps this unit's reports; kept per unit so that no home's view depends on another's. */
  lead: ClockLead;
};

export type UnitReport = { sample: UnitSample; receivedAtMs: number };

const keptReportTimes = 16;

/**
 * Takes in one report. Older and repeated reports change nothing. A report whose device time (`sampledAt`) has not
 * moved is a cached one of a dead driver: its values keep the age of the first report that carried them.
 */
export function trackReport(track: UnitTrack | null, { sample, receivedAtMs }: UnitReport): UnitTrack {
  const stampedAtMs = sample.datasetAt.getTime();
  const lead = observeClock(track?.lead ?? noClockLead, stampedAtMs, receivedAtMs);
  if (track && stampedAtMs <= track.sample.datasetAt.getTime()) return { ...track, lead };
  const aheadMs = Math.max(0, clockLeadMs(lead));
  const takenAtMs = isCached(track, sample) ? track.takenAtMs : Math.min(receivedAtMs, stampedAtMs - aheadMs);
  const reportTimesMs = [...(track?.reportTimesMs ?? []), stampedAtMs].slice(-keptReportTimes);
  return { sample, takenAtMs, reportTimesMs, lead };
}

/** When the value held by `track` becomes late and silent, by the unit's own reporting period. */
export function trackDeadlines(track: UnitTrack): FreshnessDeadlines {
  return freshnessDeadlines(track.takenAtMs, estimateReportPeriodMs(track.reportTimesMs));
}

function isCached(track: UnitTrack | null, sample: UnitSample): track is UnitTrack {
  if (!track?.sample.sampledAt || !sample.sampledAt) return false;
  return track.sample.sampledAt.getTime() === sample.sampledAt.getTime();
}
