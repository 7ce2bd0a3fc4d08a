import type { AlarmState, ConverterMode } from './converter.ts';
import type { DealPhase } from './deal.ts';
import type { Freshness, FreshnessDeadlines } from './freshness.ts';
import { judgeFreshness } from './freshness.ts';
import type { UnitModes } from './operation-mode.ts';

/** The measured part of a live unit: W, V, A, Wh, %, °C; null where the unit does not report it. */
export type LiveValues = {
  rsocPercent: number | null;
  remainingWh: number | null;
  solarW: number | null;
  loadW: number | null;
  acGridW: number | null;
  /** Positive = charging. */
  batteryW: number | null;
  /** Positive = this unit receives from the DC grid. */
  dcGridW: number | null;
  dcGridV: number | null;
  dcGridA: number | null;
  temperatureC: number | null;
};

/** One unit as viewers get it. Instants are epoch ms of the server's clock. */
export type LiveUnit = {
  unitId: string;
  name: string;
  /** False for a unit that reports but is not registered. */
  isRegistered: boolean;
  /** The server's verdict when it sent this; viewers may only make it worse, see `shownFreshness`. */
  freshness: Freshness;
  /** From when the age of the values counts; null when nothing was ever reported. */
  takenAtMs: number | null;
  deadlines: FreshnessDeadlines | null;
  reportPeriodMs: number;
  values: LiveValues;
  converter: ConverterMode | null;
  alarm: AlarmState | null;
  modes: UnitModes;
  isGridMaster: boolean;
  dealSlots: number | null;
};

/** One deal in progress as staff viewers get it. */
export type LiveDeal = {
  dealId: string;
  /** The unit that gives. */
  fromUnitId: string;
  /** The unit that receives. */
  toUnitId: string;
  requestUnitId: string | null;
  phase: DealPhase;
  isMaster: boolean;
  createdAtMs: number | null;
  startedAtMs: number | null;
  agreedWh: number | null;
  /** Counted up to `reportedAtMs`; null before energy is counted. */
  movedWh: number | null;
  reportedAtMs: number;
  /** Power moved now; null when neither measured nor computable. */
  powerW: number | null;
  /** True when `powerW` is current × voltage instead of a measurement. */
  isPowerEstimated: boolean;
};

/** What every viewer of a cluster receives first, or again after falling behind. */
export type LiveSnapshot = LiveEnvelope & { kind: 'snapshot'; units: LiveUnit[]; deals: LiveDeal[] };

/** What changed since the version the viewer had. Units and deals are whole; ids name what is gone. */
export type LivePatch = LiveEnvelope & {
  kind: 'patch';
  units: LiveUnit[];
  goneUnitIds: string[];
  deals: LiveDeal[];
  goneDealIds: string[];
};

export type LiveEnvelope = {
  /** The server's clock at sending, epoch ms. */
  serverNowMs: number;
  /** Since when the server itself cannot read the stores; null while it can. Everything shown is frozen then. */
  sourceLostAtMs: number | null;
  /** How far the reporting clock runs ahead of (positive) or behind the server's; null while unknown. */
  reporterLeadMs: number | null;
};

export type LiveMessage = LiveSnapshot | LivePatch;

/** A live view as a viewer holds it. */
export type LiveView = LiveEnvelope & { units: ReadonlyMap<string, LiveUnit>; deals: ReadonlyMap<string, LiveDeal> };

/** The view after one more message. A patch before any snapshot cannot happen and is ignored. */
export function applyLiveMessage(view: LiveView | null, message: LiveMessage): LiveView | null {
  const { serverNowMs, sourceLostAtMs, reporterLeadMs } = message;
  const envelope = { serverNowMs, sourceLostAtMs, reporterLeadMs };
  if (message.kind === 'snapshot') {
    return {
      ...envelope,
      units: new Map(message.units.map((unit) => [unit.unitId, unit])),
      deals: new Map(message.deals.map((deal) => [deal.dealId, deal])),
    };
  }
  if (view === null) return null;
  const units = patched(view.units, message.units, (unit) => unit.unitId, message.goneUnitIds);
  const deals = patched(view.deals, message.deals, (deal) => deal.dealId, message.goneDealIds);
  return { ...envelope, units, deals };
}

function patched<T>(map: ReadonlyMap<string, T>, changed: T[], id: (item: T) => string, gone: string[]) {
  if (changed.length === 0 && gone.length === 0) return map;
  const next = new Map(map);
  for (const item of changed) next.set(id(item), item);
  for (const key of gone) next.delete(key);
  return next;
}

const gravity: Record<Freshness, number> = { fresh: 0, late: 1, silent: 2, never: 3 };

/**
 * What to show for a unit at the server instant `nowMs` as far as the viewer knows it: the server's verdict, or a
 * worse one when a deadline has passed since. Without news a value can only get older.
 */
export function shownFreshness(unit: Pick<LiveUnit, 'freshness' | 'deadlines'>, nowMs: number): Freshness {
  const own = judgeFreshness(unit.deadlines, nowMs);
  return gravity[own] > gravity[unit.freshness] ? own : unit.freshness;
}

/** A message on its way: the part that is the same for all viewers is JSON text, made once. */
export type EncodedLiveMessage = LiveEnvelope & { kind: LiveMessage['kind']; body: string };

/** The reverse of the server's encoding; the text comes from our own server only. */
export function decodeLiveMessage({ body, ...envelope }: EncodedLiveMessage): LiveMessage {
  return { ...envelope, ...JSON.parse(body) } as LiveMessage;
}
