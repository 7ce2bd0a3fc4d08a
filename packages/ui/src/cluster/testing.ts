import { freshnessDeadlines } from '@commonwatt/domain/freshness';
import { type LiveDeal, type LiveUnit, type LiveView, shownFreshness } from '@commonwatt/domain/live';

/** For tests: a unit that reported at `takenAtMs` each 5 s, all well unless said otherwise. */
export function liveUnit(unitId: string, takenAtMs: number | null, changes: Partial<LiveUnit> = {}): LiveUnit {
  const deadlines = takenAtMs === null ? null : freshnessDeadlines(takenAtMs, 5_000);
  return {
    unitId,
    name: `Home ${unitId}`,
    isRegistered: true,
    freshness: shownFreshness({ freshness: 'fresh', deadlines }, takenAtMs ?? 0),
    takenAtMs,
    deadlines,
    reportPeriodMs: 5_000,
    values: {
      rsocPercent: 64,
      remainingWh: 3_072,
      solarW: 1_240,
      loadW: 410,
      acGridW: 0,
      batteryW: 320,
      dcGridW: -510,
      dcGridV: 349,
      dcGridA: -1.4,
      temperatureC: 31,
    },
    converter: 'discharge',
    alarm: 'none',
    modes: { global: 'autonomous', local: null, effective: 'autonomous' },
    isGridMaster: false,
    dealSlots: 2,
    ...changes,
  };
}

export function liveDeal(fromUnitId: string, toUnitId: string, changes: Partial<LiveDeal> = {}): LiveDeal {
  return {
    dealId: `${fromUnitId}-${toUnitId}`,
    fromUnitId,
    toUnitId,
    requestUnitId: toUnitId,
    phase: 'sharing',
    isMaster: false,
    createdAtMs: 0,
    startedAtMs: 0,
    agreedWh: 100,
    movedWh: 40,
    reportedAtMs: 0,
    powerW: 360,
    isPowerEstimated: false,
    ...changes,
  };
}

export function liveView(units: LiveUnit[], deals: LiveDeal[] = [], reporterLeadMs: number | null = 0): LiveView {
  return {
    serverNowMs: 0,
    sourceLostAtMs: null,
    reporterLeadMs,
    units: new Map(units.map((unit) => [unit.unitId, unit])),
    deals: new Map(deals.map((deal) => [deal.dealId, deal])),
  };
}
