import { createDatabase } from '@commonwatt/database/client';
import { applyMigrations } from '@commonwatt/database/migrations';
import { startScratchPostgres } from '@commonwatt/database/scratch-postgres';
import { startEmbeddedMongo } from '@commonwatt/embedded-mongo/server';
import { createRandom } from '@commonwatt/simulator/random';
import { ensureIndexes } from '@commonwatt/telemetry/indexes';
import { openTelemetry } from '@commonwatt/telemetry/telemetry';
import { type Comparison, compareAlerts } from '../alerts/compare-alerts.ts';
import type { Bench, Verdict } from '../benchmark.ts';
import { formatMs, formatSeconds } from '../report/figures.ts';
import { percentiles } from '../report/percentiles.ts';
import type { Cleanup } from '../system/cleanup.ts';
import type { FaultScript } from './fault-script.ts';
import { writeFaultScripts } from './fault-scripts.ts';
import { type QuietYears, simulateQuietYears } from './quiet-years.ts';
import { type Observation, runScript, type Stores } from './run-script.ts';

/** Without a seed each run has a chance of its own. */
export type AlertQualityOptions = { seed?: number; unitYears: number };

type Played = { script: FaultScript } & Comparison & Observation;

const hourMs = 3_600_000;
const mostFalsePer100UnitYears = 1;

/** What the monitors tell of faults that are known beforehand, and of years in which there are none. */
export async function measureAlertQuality(bench: Bench, options: AlertQualityOptions): Promise<Verdict[]> {
  const { cleanup, say, table } = bench;
  const { seed = Math.ceil(Math.random() * 1_000_000), unitYears } = options;
  say(`--seed ${seed} plays the same again`);
  const stores = await startStores(cleanup);
  const random = createRandom(seed);
  const played: Played[] = [];
  let startMs = Math.floor(Date.now() / hourMs) * hourMs;
  for (const script of writeFaultScripts(random)) {
    const cluster = { communityId: `script-${played.length + 1}`, clusterId: 'cluster' };
    const observed = await runScript(stores, script, { cluster, startMs, random });
    const comparison = compareAlerts(script.expected, observed.alerts, { untilMs: script.durationMs });
    played.push({ script, ...comparison, ...observed });
    startMs += Math.ceil(script.durationMs / hourMs + 1) * hourMs;
    sayWhatIsWrong(bench, played.at(-1) as Played);
  }
  say(`${unitYears} unit-years without a fault`);
  const years = simulateQuietYears(unitYears, random);
  for (const alert of years.falseAlerts) say(`false: ${alert}`);
  tableOfScripts(table, played);
  tableOfYears(table, years);
  return judge(played, years);
}

async function startStores(cleanup: Cleanup): Promise<Stores> {
  const postgres = await startScratchPostgres();
  cleanup.atEnd(() => postgres.stop());
  const mongo = await startEmbeddedMongo({ dataDir: null, port: 0 });
  cleanup.atEnd(() => mongo.close());
  await applyMigrations(postgres.url);
  const database = createDatabase(postgres.url);
  const telemetry = openTelemetry({ uri: mongo.uri, database: 'bench' });
  cleanup.atEnd(async () => {
    await Promise.all([database.$disconnect(), telemetry.close()]);
  });
  await ensureIndexes(telemetry);
  return { database, telemetry };
}

function sayWhatIsWrong({ say }: Bench, { script, alerts, missed, unexpected, leftOpen }: Played): void {
  say(`${script.name}: ${alerts.length} alerts`);
  const at = (ms: number) => `at ${formatSeconds(ms)}`;
  for (const { type, unitId, fromMs } of missed) say(`  missed: ${type} ${unitId ?? ''} ${at(fromMs)}`);
  for (const { type, unitId, detectedMs } of unexpected) say(`  false: ${type} ${unitId ?? ''} ${at(detectedMs)}`);
  for (const { type, unitId, detectedMs } of leftOpen) say(`  left open: ${type} ${unitId ?? ''} ${at(detectedMs)}`);
}

function tableOfScripts(table: Bench['table'], played: readonly Played[]): void {
  table('Labelled scripts, through the real stores', [
    ['', 'expected', 'alerts', 'missed', 'false', 'left open', 'letters', 'p50', 'p95', 'max', 'due'],
    ...played.map(({ script, alerts, delaysMs, missed, unexpected, leftOpen, letterCount }) => {
      const counts = [script.expected, alerts, missed, unexpected, leftOpen].map(({ length }) => String(length));
      const { p50, p95, max } = percentiles(delaysMs);
      const delays = delaysMs.length === 0 ? ['–', '–', '–'] : [p50, p95, max].map(formatSeconds);
      return [script.name, ...counts, String(letterCount), ...delays, formatSeconds(script.longestDelayMs)];
    }),
  ]);
  const { p50, p95, max } = percentiles(played.flatMap(({ roundsMs }) => roundsMs));
  table('A round of the monitors with its messages, by a real clock: it adds to the delays', [
    ['', 'p50', 'p95', 'max'],
    ['all scripts', ...[p50, p95, max].map(formatMs)],
  ]);
}

function tableOfYears(table: Bench['table'], years: QuietYears): void {
  const { unitYears, disturbanceCount, roundCount, falseAlerts, cutOffAlerts } = years;
  table('Years without a fault, by the rules alone', [
    ['unit-years', 'disturbances', 'rounds', 'false', 'cut off for a window'],
    [unitYears, disturbanceCount, roundCount, falseAlerts.length, cutOffAlerts.length].map(String),
  ]);
}

function judge(played: readonly Played[], years: QuietYears): Verdict[] {
  const count = (of: (one: Played) => readonly unknown[]) => played.reduce((sum, one) => sum + of(one).length, 0);
  const expected = count(({ script }) => script.expected);
  const missed = count((one) => one.missed);
  const unexpected = count((one) => one.unexpected);
  const leftOpen = count((one) => one.leftOpen);
  const late = played.reduce((sum, { script, delaysMs }) => {
    return sum + delaysMs.filter((ms) => Number.isFinite(ms) && ms > script.longestDelayMs).length;
  }, 0);
  const falsePer100 = (100 * years.falseAlerts.length) / years.unitYears;
  const gateways = played.filter(({ script }) => script.name.startsWith('200 units'));
  const lettersPerGateway = gateways.map(({ letterCount, script }) => letterCount / script.expected.length);
  return [
    { target: 'no fault missed', measured: `${missed} of ${expected}`, isMet: missed === 0 },
    {
      target: 'every alert within two reporting periods and 5 s, or what its script says',
      measured: `${late} late`,
      isMet: late === 0,
    },
    { target: 'no false alert in a script', measured: String(unexpected), isMet: unexpected === 0 },
    { target: 'every alert closed after its fault', measured: `${leftOpen} left open`, isMet: leftOpen === 0 },
    {
      target: `at most ${mostFalsePer100UnitYears} false alert in 100 unit-years`,
      measured: `${falsePer100.toFixed(2)} (${years.falseAlerts.length} in ${years.unitYears})`,
      isMet: falsePer100 <= mostFalsePer100UnitYears,
    },
    {
      target: '200 units behind one dead gateway are one notification',
      measured: lettersPerGateway.map((letters) => letters.toFixed(1)).join(' and '),
      isMet: lettersPerGateway.every((letters) => letters === 1),
    },
  ];
}
