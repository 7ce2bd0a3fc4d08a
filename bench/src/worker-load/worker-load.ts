import { setTimeout as sleep } from 'node:timers/promises';
import { monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { Client } from 'pg';
import type { Bench, Verdict } from '../benchmark.ts';
import { chooseAddresses } from '../product/addresses.ts';
import { build, startCommonwatt } from '../product/checkout.ts';
import { registerUnits, telemetryDatabase } from '../product/installation.ts';
import { processName } from '../product/process-name.ts';
import { readRunningStores } from '../product/running-stores.ts';
import { formatMegabytes, formatMs, formatSeconds, latencyHeading, latencyRow } from '../report/figures.ts';
import { percentiles } from '../report/percentiles.ts';
import type { Cleanup } from '../system/cleanup.ts';
import { startHelper } from '../system/helper-process.ts';
import { listProcessTree, readCpuSeconds, readMemory } from '../system/process-tree.ts';
import { waitUntil } from '../system/wait-until.ts';
import type { CommunityOffers } from './community-process.ts';

export type WorkerLoadOptions = { unitCount: number; clusterSize: number; seconds: number };

/** Rounds find their pace, and every monitor has seen each program once. */
const warmUpMs = 90_000;
/** Two periods of apis-ccc and 5 s, from the moment a unit fell silent at. */
const latestDetectionMs = 65_000;
const longestRoundMs = 3_000;

/** What one worker takes to look after many units at the pace in which apis-main and apis-ccc report as shipped. */
export async function measureWorkerLoad(bench: Bench, options: WorkerLoadOptions): Promise<Verdict[]> {
  const { cleanup, say, table } = bench;
  await build(cleanup);
  const addresses = await chooseAddresses(cleanup);
  const worker = startCommonwatt(cleanup, ['start', 'worker'], { ...addresses.variables, LOG_LEVEL: 'warn' });
  const { mongodbUri, databaseUrl } = await readRunningStores(addresses, worker);
  const clusters = listClusters(options);
  const unitIds = Array.from({ length: options.clusterSize }, (_, i) => `E${String(i + 1).padStart(4, '0')}`);
  for (const cluster of clusters) await registerUnits(cleanup, addresses, cluster, unitIds);
  const sql = await connect(cleanup, databaseUrl);
  await switchMonitorsOn(sql, clusters);

  const writer = startHelper<CommunityOffers>(cleanup, new URL('community-process.ts', import.meta.url));
  await writer.ask('start', { mongodbUri, database: telemetryDatabase, clusters, unitIds });
  say(
    `${clusters.length} clusters of ${unitIds.length} units report; ${formatSeconds(warmUpMs)} pass before anything counts`,
  );
  await sleep(warmUpMs);
  await writer.ask('take', undefined);
  const before = await readProcesses(worker.pid);
  const startedMs = performance.now();
  const rounds = await watchRounds(sql, options.seconds * 1_000);
  const tookS = (performance.now() - startedMs) / 1_000;
  const after = await readProcesses(worker.pid);
  const written = await writer.ask('take', undefined);
  const detectionMs = await measureDetection(
    sql,
    { clusterId: clusters[0]?.clusterId ?? '', unitId: unitIds[1] ?? '' },
    writer,
  );

  table(
    `Processes while ${Math.round(written.samples / tookS)} samples and ${Math.round(written.lines / tookS)} lines come each second`,
    [
      ['', 'of one core', 'memory (PSS)'],
      ...after.map(({ name, cpuS, pssBytes }) => {
        const used = cpuS - (before.find((one) => one.name === name)?.cpuS ?? 0);
        return [name, `${Math.round((100 * used) / tookS)} %`, formatMegabytes(pssBytes)];
      }),
    ],
  );
  table('How long rounds took', [
    latencyHeading,
    ...Object.entries(rounds).map(([name, durationsMs]) => latencyRow(name, durationsMs)),
  ]);
  say(`the writer was at most ${formatMs(written.mostBehindMs)} behind`);
  const { p95 } = percentiles(rounds.runMonitors ?? []);
  const failures = await countFailures(sql);
  return [
    {
      target: `p95 of the monitors' rounds ≤ ${formatSeconds(longestRoundMs)} with ${options.unitCount} units`,
      measured: formatSeconds(p95),
      isMet: p95 <= longestRoundMs,
    },
    {
      target: `a unit that falls silent is found within ${formatSeconds(latestDetectionMs)}`,
      measured: formatSeconds(detectionMs),
      isMet: detectionMs <= latestDetectionMs,
    },
    { target: 'no other unit is reported', measured: `${failures - 1}`, isMet: failures === 1 },
  ];
}

function listClusters({ unitCount, clusterSize }: WorkerLoadOptions): ClusterRef[] {
  const count = Math.ceil(unitCount / clusterSize);
  return Array.from({ length: count }, (_, i) => ({ communityId: 'bench', clusterId: `c${i}` }));
}

async function connect(cleanup: Cleanup, connectionString: string): Promise<Client> {
  const sql = new Client({ connectionString });
  await sql.connect();
  cleanup.atEnd(() => sql.end());
  return sql;
}

async function switchMonitorsOn(sql: Client, clusters: readonly ClusterRef[]): Promise<void> {
  await sql.query(
    `INSERT INTO monitor_settings (community_code, cluster_code, type, is_active)
     SELECT $1, cluster, type, true FROM unnest($2::text[]) AS cluster, unnest($3::text[]) AS type
     ON CONFLICT (community_code, cluster_code, type) DO UPDATE SET is_active = true`,
    ['bench', clusters.map(({ clusterId }) => clusterId), [...monitorTypes]],
  );
}

type Process = { name: string; cpuS: number; pssBytes: number };

/** The worker and what it started, added up by name. */
async function readProcesses(rootPid: number): Promise<Process[]> {
  const sums = new Map<string, Process>();
  for (const { pid, command } of await listProcessTree(rootPid)) {
    const name = processName(command).split(':')[0] ?? '';
    const [cpuS, { pssBytes }] = await Promise.all([readCpuSeconds(pid).catch(() => 0), readMemory(pid)]);
    const sum = sums.get(name) ?? { name, cpuS: 0, pssBytes: 0 };
    sums.set(name, { name, cpuS: sum.cpuS + cpuS, pssBytes: sum.pssBytes + pssBytes });
  }
  return [...sums.values()];
}

/** How long each round took (ms) that ended in so many ms, by job: each end is noted with its duration. */
async function watchRounds(sql: Client, forMs: number): Promise<Record<string, number[]>> {
  const ends = new Map<string, number>();
  const rounds: Record<string, number[]> = {};
  const untilMs = performance.now() + forMs;
  while (performance.now() < untilMs) {
    const { rows } = await sql.query<{ name: string; duration_ms: number; ended: Date | null }>(
      'SELECT name, duration_ms, greatest(last_success_at, last_error_at) AS ended FROM job_runs',
    );
    for (const { name, duration_ms: durationMs, ended } of rows) {
      const endedMs = ended?.getTime() ?? 0;
      const known = ends.get(name);
      ends.set(name, endedMs);
      if (known === undefined || known === endedMs) continue;
      rounds[name] = [...(rounds[name] ?? []), durationMs];
    }
    await sleep(500);
  }
  return rounds;
}

/** From the moment from which nothing is heard of a unit to its failure (ms). */
async function measureDetection(
  sql: Client,
  unit: { clusterId: string; unitId: string },
  writer: ReturnType<typeof startHelper<CommunityOffers>>,
): Promise<number> {
  const silentFromMs = Date.now();
  await writer.ask('silence', unit);
  const find = async () => {
    const { rows } = await sql.query<{ detected_at: Date }>(
      'SELECT detected_at FROM failures WHERE cluster_code = $1 AND unit_code = $2',
      [unit.clusterId, unit.unitId],
    );
    return rows[0]?.detected_at ?? null;
  };
  const detectedAt = await waitUntil('the failure of a silent unit', find, { timeoutMs: 300_000 });
  return detectedAt.getTime() - silentFromMs;
}

async function countFailures(sql: Client): Promise<number> {
  const { rows } = await sql.query<{ count: string }>('SELECT count(*) FROM failures');
  return Number(rows[0]?.count);
}
