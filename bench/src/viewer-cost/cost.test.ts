import { expect, test } from 'vitest';
import { costBetween, type Spent } from './cost.ts';

const nothing: Spent = {
  mongoCommands: new Map(),
  postgresQueries: new Map(),
  apiCpuSeconds: 0,
  streamedBytes: 0,
  messageCount: 0,
};

test('counts only what came since, reads apart from the rest', () => {
  const before: Spent = {
    ...nothing,
    mongoCommands: new Map([['find', 5]]),
    postgresQueries: new Map([['SELECT', 7]]),
    apiCpuSeconds: 3,
    streamedBytes: 500,
    messageCount: 5,
  };
  const after: Spent = {
    mongoCommands: new Map(Object.entries({ find: 15, getMore: 20, ping: 5 })),
    postgresQueries: new Map(Object.entries({ SELECT: 17, UPDATE: 20 })),
    apiCpuSeconds: 4,
    streamedBytes: 4_500,
    messageCount: 45,
  };
  expect(costBetween(before, after, { seconds: 10, viewerCount: 2 })).toEqual({
    mongoReadsPerS: 3,
    mongoOtherPerS: 0.5,
    postgresReadsPerS: 1,
    postgresOtherPerS: 2,
    apiCpuPercent: 10,
    bytesPerViewerAndS: 200,
    messagesPerViewerAndS: 2,
  });
});
