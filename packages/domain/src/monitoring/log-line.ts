import type { MonitorType } from './monitor-types.ts';

/** One line of a program's log, as far as monitors look at it. Whatever its writer left out is null. */
export type LogLine = {
  /** Its `_id` as text. */
  key: string;
  programId: string | null;
  /** Only lines of apis-main have one. */
  unitId: string | null;
  /** By the clock of the machine that logged (epoch ms). */
  atMs: number | null;
  logger: string | null;
  message: string | null;
};

/** The monitors that listen for signs of life. */
export type AliveType = 'apis_main_alive' | 'apis_ccc_alive' | 'grid_master_alive';
/** The monitors that look for errors. */
export type SevereType = 'apis_main_severe' | 'apis_ccc_severe' | 'apis_log_severe';

export const aliveTypes = ['apis_main_alive', 'apis_ccc_alive', 'grid_master_alive'] as const;
export const severeTypes = ['apis_main_severe', 'apis_ccc_severe', 'apis_log_severe'] as const;

/** The program that each monitor watches. That of the grid master runs in some apis-main. */
export const programOf: Record<MonitorType, 'apis-main' | 'apis-ccc' | 'apis-log'> = {
  apis_main_alive: 'apis-main',
  apis_ccc_alive: 'apis-ccc',
  grid_master_alive: 'apis-main',
  apis_main_severe: 'apis-main',
  apis_ccc_severe: 'apis-ccc',
  apis_log_severe: 'apis-log',
};

/** How a sign of life begins, in INFO lines of the program. Mind the space before the colon. */
export const heartbeatPrefixes: Record<AliveType, string> = {
  apis_main_alive: 'uri : ',
  apis_ccc_alive: 'reporting unit data',
  grid_master_alive: 'gridMasterUnitId : ',
};

/** What an INFO line of a program is a sign of; null: of nothing. */
export function heartbeatOf(line: { programId: string | null; message: string | null }): AliveType | null {
  const { programId, message } = line;
  return (
    aliveTypes.find((type) => programOf[type] === programId && message?.startsWith(heartbeatPrefixes[type])) ?? null
  );
}

/** Missing a grid master is normal now and then: apis-ccc says so at the same level as real errors. */
const noGridMaster = /(NO_HANDLERS|TIMEOUT)[^\n]* apis.GridMaster.data.all/;

/** Which monitor a SEVERE line concerns; null: none. One without a message is as bad as any. */
export function severeTypeOf(line: { programId: string | null; message: string | null }): SevereType | null {
  const type = severeTypes.find((one) => programOf[one] === line.programId) ?? null;
  return type === 'apis_ccc_severe' && noGridMaster.test(line.message ?? '') ? null : type;
}

export const blockedThreadLogger = 'io.vertx.core.impl.BlockedThreadChecker';

/** For how long (ms) a warning of the blocked thread checker says that a thread is blocked; null when it does not say. */
export function blockedForMs({ message }: { message: string | null }): number | null {
  const found = / has been blocked for (\d+) ms/.exec(message ?? '');
  return found ? Number(found[1]) : null;
}
