/** What the api has spent so far. */
export type Spent = {
  mongoCommands: ReadonlyMap<string, number>;
  postgresQueries: ReadonlyMap<string, number>;
  apiCpuSeconds: number;
  /** Of all viewers together. */
  streamedBytes: number;
  messageCount: number;
};

/** What some viewers cost, per second; bytes and messages per viewer as well. */
export type Cost = {
  mongoReadsPerS: number;
  mongoOtherPerS: number;
  postgresReadsPerS: number;
  postgresOtherPerS: number;
  /** Share of one core. */
  apiCpuPercent: number;
  bytesPerViewerAndS: number;
  messagesPerViewerAndS: number;
};

const mongoReads = new Set(['find', 'getMore', 'aggregate', 'count', 'distinct']);
const postgresReads = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE', 'SHOW']);

export function costBetween(before: Spent, after: Spent, of: { seconds: number; viewerCount: number }): Cost {
  const perS = (spent: number) => spent / of.seconds;
  const mongo = split(before.mongoCommands, after.mongoCommands, mongoReads);
  const postgres = split(before.postgresQueries, after.postgresQueries, postgresReads);
  return {
    mongoReadsPerS: perS(mongo.reads),
    mongoOtherPerS: perS(mongo.others),
    postgresReadsPerS: perS(postgres.reads),
    postgresOtherPerS: perS(postgres.others),
    apiCpuPercent: 100 * perS(after.apiCpuSeconds - before.apiCpuSeconds),
    bytesPerViewerAndS: perS(after.streamedBytes - before.streamedBytes) / of.viewerCount,
    messagesPerViewerAndS: perS(after.messageCount - before.messageCount) / of.viewerCount,
  };
}

function split(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>, reads: ReadonlySet<string>) {
  const sum = { reads: 0, others: 0 };
  for (const [name, count] of after) sum[reads.has(name) ? 'reads' : 'others'] += count - (before.get(name) ?? 0);
  return sum;
}
