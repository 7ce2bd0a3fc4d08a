import type { SimulatedCluster } from './cluster.ts';
import { noiseAt, seedOf } from './noise.ts';

/** A program that logs; only apis-main belongs to a unit. */
export type Program =
  | { programId: 'apis-main'; unitId: string }
  | { programId: 'apis-ccc' }
  | { programId: 'apis-log' };

/** One line of a program's log. `logger` may leave out the common beginning of the programs' own loggers. */
export type LogLine = {
  program: Program;
  /** Clock of the machine that logs, ms. */
  atMs: number;
  level: 'INFO' | 'WARNING' | 'SEVERE';
  logger: string;
  thread?: string;
  message: string;
};

export type LogDocument = { _id: string; datetime: Date } & Record<string, unknown>;

/** A line as apis-log stores it. Only lines of apis-main have a unit. */
export function logDocument(line: LogLine, cluster: SimulatedCluster, nextId: (atMs: number) => string): LogDocument {
  const { program, atMs, level, logger, message } = line;
  const unitId = program.programId === 'apis-main' ? program.unitId : null;
  return {
    _id: nextId(atMs),
    address: `${addressOf(cluster, unitId)}:8888`,
    communityId: cluster.ref.communityId,
    clusterId: cluster.ref.clusterId,
    programId: program.programId,
    ...(unitId !== null && { unitId }),
    unitname: unitId ?? program.programId,
    thread: line.thread ?? usualThread(unitId ?? program.programId, logger),
    datetime: new Date(atMs),
    loglevel: level,
    loggername: logger.startsWith('io.vertx.') ? logger : `jp.co.sony.csl.dcoes.apis.${logger}`,
    message,
  };
}

function addressOf(cluster: SimulatedCluster, unitId: string | null): string {
  const home = cluster.homes.find((one) => one.unitId === unitId);
  return home?.ipAddress ?? cluster.serverAddress;
}

/** Each part of a program keeps to one of its event loops. */
function usualThread(name: string, logger: string): string {
  return `vert.x-eventloop-thread-${Math.floor(noiseAt(seedOf(7, `${name} ${logger}`), 0) * 8)}`;
}
