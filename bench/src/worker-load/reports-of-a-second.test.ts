import { expect, test } from 'vitest';
import { logLines, samples } from './reports-of-a-second.ts';

const clusters = Array.from({ length: 20 }, (_, i) => ({ communityId: 'bench', clusterId: `c${i}` }));
const unitIds = Array.from({ length: 50 }, (_, i) => `E${i}`);
const community = { clusters, unitIds, isHeard: () => true };
const over = (seconds: number, of: typeof samples) =>
  Array.from({ length: seconds }, (_, second) => of(community, { second, atMs: second * 1_000 })).flat();

test('each unit has a sample every 30 s and a line every 5 s, each cluster the lines of its programs', () => {
  expect(over(30, samples)).toHaveLength(20 * 50);
  const lines = over(30, logLines) as { programId: string; message: string }[];
  expect(lines.filter(({ message }) => message.startsWith('uri : '))).toHaveLength(20 * 50 * 6);
  expect(lines.filter(({ message }) => message.startsWith('gridMasterUnitId : '))).toHaveLength(20 * 6);
  expect(lines.filter(({ programId }) => programId === 'apis-ccc')).toHaveLength(20);
});

test('nothing comes of a unit that is silent', () => {
  const isHeard = ({ clusterId }: { clusterId: string }, unitId: string) => clusterId !== 'c3' || unitId !== 'E7';
  const moments = Array.from({ length: 30 }, (_, second) => ({ second, atMs: second * 1_000 }));
  const all = moments.flatMap((moment) => samples({ ...community, isHeard }, moment)) as {
    oesunit: { clusterId: string; id: string };
  }[];
  expect(all).toHaveLength(20 * 50 - 1);
  expect(all.filter(({ oesunit }) => oesunit.clusterId === 'c3' && oesunit.id === 'E7')).toEqual([]);
});
