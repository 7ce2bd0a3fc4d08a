import type { Database } from '@commonwatt/database/client';
import { listChoicesIn } from '@commonwatt/database/scenarios';
import { type PlanLevels, type PlanSpan, planLevels } from '@commonwatt/domain/plan-levels';
import type { UnitRef } from '@commonwatt/domain/refs';
import { readScenario } from '@commonwatt/domain/scenario';
import { scenarioSlots } from '@commonwatt/domain/scenario-bands';
import type { SeriesPoint } from '@commonwatt/domain/series';
import type { SharingSpan } from '@commonwatt/domain/sharing-line';
import { sharingSpan } from '@commonwatt/domain/sharing-span';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { listDealsDuring } from '../deals/deals-during.ts';
import type { Deps } from '../deps.ts';
import { readCapacityWh } from '../scenarios/preview-week.ts';
import { readUnitHistory, type UnitHistory } from './history.ts';

/** What a unit did over some hours, with whom it shared meanwhile, and what it traded by. */
export type UnitDay = UnitHistory & {
  sharing: SharingSpan[];
  /** At which levels (%) it asked and gave by its plans; null when its battery's capacity is not known. */
  plan: PlanLevels | null;
};

type Asked = { unit: UnitRef; timeZone: string; hours: number; until: Date };

export async function readUnitDay({ telemetry, database, now }: Deps, asked: Asked): Promise<UnitDay> {
  const history = await readUnitHistory(telemetry, asked);
  const range = { from: new Date(history.fromMs), to: new Date(history.toMs) };
  const [sharing, plan] = await Promise.all([
    listSharing(telemetry, asked.unit, range, now()),
    readPlanLevels({ telemetry, database }, asked, range),
  ]);
  return { ...history, sharing, plan };
}

type Range = { from: Date; to: Date };

async function listSharing(
  telemetry: Telemetry,
  unit: UnitRef,
  { from, to }: Range,
  now: Date,
): Promise<SharingSpan[]> {
  const deals = await listDealsDuring(telemetry, unit, { from, to, now });
  return deals.flatMap((deal) => {
    const span = sharingSpan(deal, unit.unitId, now);
    return span && span.toMs > from.getTime() && span.fromMs < to.getTime() ? [span] : [];
  });
}

async function readPlanLevels(
  { telemetry, database }: { telemetry: Telemetry; database: Database },
  { unit, timeZone }: Asked,
  range: Range,
): Promise<PlanLevels | null> {
  const [capacityWh, choices] = await Promise.all([
    readCapacityWh(telemetry, unit),
    listChoicesIn(database, unit, range),
  ]);
  if (capacityWh === null) return null;
  const spans = choices.flatMap(({ chosenAt, scenario }, i): PlanSpan[] => {
    const read = readScenario(scenario?.data ?? '');
    const fromMs = Math.max(chosenAt.getTime(), range.from.getTime());
    const toMs = (choices[i + 1]?.chosenAt ?? range.to).getTime();
    return read.ok && fromMs < toMs ? [{ fromMs, toMs, slots: scenarioSlots(read.scenario, capacityWh) }] : [];
  });
  const { asksBelow, givesAbove } = planLevels(spans, timeZone);
  const inPercent = (line: readonly SeriesPoint[]) =>
    line.map(({ atMs, value }) => ({ atMs, value: value === null ? null : (100 * value) / capacityWh }));
  return { asksBelow: inPercent(asksBelow), givesAbove: inPercent(givesAbove) };
}
