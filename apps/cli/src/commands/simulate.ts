import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { DomainError } from '@commonwatt/domain/domain-error';
import { isTimeZone } from '@commonwatt/domain/time-zone';
import { systemClock } from '@commonwatt/simulator/clock';
import { demoClusters } from '@commonwatt/simulator/demo-community';
import { parseFault } from '@commonwatt/simulator/fault-text';
import { generatedCluster } from '@commonwatt/simulator/generated-cluster';
import { parseSolarFile } from '@commonwatt/simulator/recorded-solar';
import { startSimulator } from '@commonwatt/simulator/run';
import { openTelemetry } from '@commonwatt/telemetry/telemetry';
import { endWithParent } from '../stores/own-process.ts';
import { print, readConfig, stopOnSignal } from '../terminal.ts';

type SimulateOptions = {
  homes: string;
  community: string;
  cluster: string;
  timeZone: string;
  seed: string;
  speed: string;
  reportPeriod: string;
  history: string;
  solar?: string;
  scenarioUrl?: string;
  fault?: string[];
  demo?: boolean;
};

/** The past is filled at this pace: fine enough for charts of a day, small enough for a laptop. */
const historyReportPeriodMs = 120_000;

/** Lets a simulated community live in the database that MONGODB_URI names, until it is told to stop. */
export async function runSimulator(options: SimulateOptions): Promise<void> {
  const config = readConfig();
  if (!config.MONGODB_URI) throw new DomainError('PRECONDITION_FAILED', 'Set MONGODB_URI to the database to write to');
  const now = new Date();
  const historyDays = positive('--history', options.history, 0);
  const telemetry = openTelemetry({ uri: config.MONGODB_URI, database: config.MONGODB_DATABASE });
  const simulator = await startSimulator({
    db: telemetry.db,
    clusters: options.demo ? demoClusters(now) : [readCluster(options)],
    seed: positive('--seed', options.seed, 0),
    speed: positive('--speed', options.speed, 0.01),
    // The programs' own pace is one sign of life each 5 s; a third of it satisfies every monitor and keeps a demo small.
    heartbeatPeriodMs: options.demo ? 20_000 : 5_000,
    reportPeriodMs: positive('--report-period', options.reportPeriod, 100),
    ...(historyDays > 0 ? { history: { days: historyDays, reportPeriodMs: historyReportPeriodMs } } : {}),
    solar: options.solar ? parseSolarFile(await readFile(options.solar, 'utf8')) : null,
    scenarioUrl: options.scenarioUrl ?? null,
    faults: (options.fault ?? []).map((text) => parseFault(text, now.getTime())),
    clock: systemClock,
    log: (level, message) => {
      if (level === 'warn' || !options.demo) print(message);
    },
  });
  const stop = async () => {
    await simulator.stop();
    await telemetry.close();
  };
  if (process.send) endWithParent(stop);
  else stopOnSignal(stop);
}

function readCluster({ community, cluster, timeZone, homes }: SimulateOptions) {
  if (!isTimeZone(timeZone)) throw new DomainError('BAD_REQUEST', `${timeZone} is not an IANA time zone`);
  const ref = { communityId: community, clusterId: cluster };
  return generatedCluster({ ref, timeZone, homeCount: positive('--homes', homes, 1) });
}

function positive(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= least) return value;
  throw new DomainError('BAD_REQUEST', `${name} must be a number of at least ${least}, not "${text}"`);
}
