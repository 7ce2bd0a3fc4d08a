import { defaultReportPeriodMs, type Freshness, freshnessDeadlines } from '@commonwatt/domain/freshness';
import { type LiveDeal, type LiveUnit, type LiveView, shownFreshness } from '@commonwatt/domain/live';

/** What stands out about a unit, gravest first; `ok` is quiet. */
export type UnitStatus = 'silent' | 'never' | 'failure' | 'alarm' | 'late' | 'ok';

/** A unit as it is drawn: what came from the server, judged for this moment. */
export type SceneUnit = LiveUnit & {
  shown: Freshness;
  status: UnitStatus;
  /** Age of the values in ms; null when nothing was ever reported. */
  ageMs: number | null;
  /** Net power over the DC grid while the unit deals, W, positive = receives; 0 when it does not or is not fresh. */
  dealW: number;
  dealIds: string[];
};

export type SceneDeal = LiveDeal & {
  /** Wh moved by now: the last count, carried on with the power for up to 30 s, never beyond what was agreed. */
  movedNowWh: number | null;
  /** True when what is known of it is old: its last report is overdue, or one of its units is not fresh. */
  isStale: boolean;
};

/** All that a drawing of a cluster shows at one moment. */
export type Scene = {
  units: SceneUnit[];
  unitById: ReadonlyMap<string, SceneUnit>;
  deals: SceneDeal[];
  /** Sum over deals that are sharing and not stale, W; null where all there are are stale: unknown is not 0. */
  movingW: number | null;
  /** Mean voltage of the DC grid, V, over fresh units that measure one; null without any. */
  busV: number | null;
  /** Current into receiving units, A. */
  busA: number;
};

const carryOnMs = 30_000;
const numericOrder = new Intl.Collator('en', { numeric: true });

const noUnits: ReadonlySet<string> = new Set();

/**
 * Judges a live view at the server's instant `nowMs`. `failingUnitIds` are units with an open failure. Units are in order
 * of their id: people remember places.
 */
export function createScene(view: LiveView, nowMs: number, failingUnitIds = noUnits): Scene {
  const deals = [...view.deals.values()].map((deal) => sceneDeal(view, deal, nowMs));
  const units = [...view.units.values()]
    .sort((a, b) => numericOrder.compare(a.unitId, b.unitId))
    .map((unit) => sceneUnit(unit, deals, { nowMs, isFailing: failingUnitIds.has(unit.unitId) }));
  const fresh = units.filter((unit) => unit.shown === 'fresh');
  const voltages = fresh.flatMap(({ values, converter }) =>
    values.dcGridV === null || converter === 'wait' || converter === null ? [] : [values.dcGridV],
  );
  return {
    units,
    unitById: new Map(units.map((unit) => [unit.unitId, unit])),
    deals,
    movingW: movingPower(deals),
    busV: voltages.length === 0 ? null : voltages.reduce((sum, voltage) => sum + voltage, 0) / voltages.length,
    busA: fresh.reduce((sum, unit) => sum + Math.max(0, unit.values.dcGridA ?? 0), 0),
  };
}

function movingPower(deals: readonly SceneDeal[]): number | null {
  if (deals.length > 0 && deals.every(({ isStale }) => isStale)) return null;
  return deals.reduce((sum, deal) => sum + (deal.isStale ? 0 : (deal.powerW ?? 0)), 0);
}

function sceneUnit(
  unit: LiveUnit,
  deals: readonly LiveDeal[],
  { nowMs, isFailing }: { nowMs: number; isFailing: boolean },
): SceneUnit {
  const shown = shownFreshness(unit, nowMs);
  const own = deals.filter((deal) => deal.fromUnitId === unit.unitId || deal.toUnitId === unit.unitId);
  const isDealing = own.some((deal) => deal.phase === 'sharing');
  return {
    ...unit,
    shown,
    status: statusOf(unit, shown, isFailing),
    ageMs: unit.takenAtMs === null ? null : nowMs - unit.takenAtMs,
    dealW: isDealing && shown === 'fresh' ? (unit.values.dcGridW ?? 0) : 0,
    dealIds: own.map((deal) => deal.dealId),
  };
}

function statusOf(unit: LiveUnit, shown: Freshness, isFailing: boolean): UnitStatus {
  if (shown === 'silent' || shown === 'never') return shown;
  if (isFailing) return 'failure';
  if (unit.alarm === 'heavy') return 'alarm';
  return shown === 'late' ? 'late' : 'ok';
}

function sceneDeal(view: LiveView, deal: LiveDeal, nowMs: number): SceneDeal {
  const ends = [view.units.get(deal.fromUnitId), view.units.get(deal.toUnitId)].filter((unit) => unit !== undefined);
  const periodMs = Math.max(defaultReportPeriodMs, ...ends.map((unit) => unit.reportPeriodMs));
  // A reporting clock that runs ahead must not make a deal look younger than it is.
  const reportedAtMs = deal.reportedAtMs - Math.max(0, view.reporterLeadMs ?? 0);
  const isStale =
    ends.some((unit) => shownFreshness(unit, nowMs) !== 'fresh') ||
    nowMs >= freshnessDeadlines(reportedAtMs, periodMs).lateAtMs;
  return { ...deal, isStale, movedNowWh: movedNow(deal, nowMs - reportedAtMs) };
}

function movedNow(deal: LiveDeal, sinceMs: number): number | null {
  if (deal.movedWh === null || deal.phase !== 'sharing') return deal.movedWh;
  const carriedWh = sinceMs > 0 && sinceMs < carryOnMs ? ((deal.powerW ?? 0) * sinceMs) / 3_600_000 : 0;
  return Math.max(deal.movedWh, Math.min(deal.movedWh + carriedWh, deal.agreedWh ?? Number.POSITIVE_INFINITY));
}
