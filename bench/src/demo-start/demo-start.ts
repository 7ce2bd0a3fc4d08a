import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Verdict } from '../benchmark.ts';
import { chooseAddresses } from '../product/addresses.ts';
import { processName } from '../product/process-name.ts';
import { formatMegabytes, formatSeconds } from '../report/figures.ts';
import { listProcessTree, type Memory, readMemory } from '../system/process-tree.ts';
import { prepareFresh, prepareInstalled } from './launch.ts';
import { waitUntilMoving } from './moving-community.ts';

export type DemoStartOptions = { fresh: boolean };

const longestStartMs = 300_000;
const memoryAfterMs = 60_000;
const mostMemoryBytes = 700_000_000;

/** A process of the demo, or one that only started it. */
type Used = Memory & { name: string; isOfDemo: boolean };

/** How soon the demo shows a community that moves, and how much memory it takes. */
export async function measureDemoStart(bench: Bench, { fresh }: DemoStartOptions): Promise<Verdict[]> {
  const { cleanup, say, table } = bench;
  const addresses = await chooseAddresses(cleanup);
  const { title, targetMs, start } = await (fresh ? prepareFresh : prepareInstalled)(cleanup, addresses);
  say(title);
  const startedAtMs = performance.now();
  const demo = start();
  const milestones = await waitUntilMoving(cleanup, { url: addresses.url, demo, timeoutMs: longestStartMs });
  const { signedInAtMs, firstSampleAtMs, movesAtMs } = milestones;
  table(`From the start: ${title}`, [
    ['', 'after'],
    ['staff could sign in', formatSeconds(signedInAtMs - startedAtMs)],
    ['the first sample was shown', formatSeconds(firstSampleAtMs - startedAtMs)],
    ['a later sample with other values was shown', formatSeconds(movesAtMs - startedAtMs)],
  ]);
  say(`waiting ${formatSeconds(memoryAfterMs)}, with one viewer, before memory is read`);
  await sleep(memoryAfterMs);
  if (demo.hasEnded()) throw new Error(`the demo has ended:\n${demo.output()}`);
  const used = await readUsedMemory(demo.pid);
  const ofDemo = totalOf(used.filter(({ isOfDemo }) => isOfDemo));
  table('Memory of each process', [
    ['', 'RSS', 'PSS'],
    ...used.map(({ name, isOfDemo, ...memory }) => [isOfDemo ? name : `(${name})`, ...formatMemory(memory)]),
    ['the demo', ...formatMemory(ofDemo)],
    ['with what started it, in brackets', ...formatMemory(totalOf(used))],
  ]);
  const tookMs = movesAtMs - startedAtMs;
  return [
    {
      target: `a moving community ≤ ${targetMs / 1_000} s`,
      measured: formatSeconds(tookMs),
      isMet: tookMs <= targetMs,
    },
    {
      target: `memory of the demo (PSS) ≤ ${formatMegabytes(mostMemoryBytes)}`,
      measured: formatMegabytes(ofDemo.pssBytes),
      isMet: ofDemo.pssBytes <= mostMemoryBytes,
    },
  ];
}

async function readUsedMemory(rootPid: number): Promise<Used[]> {
  const all = await listProcessTree(rootPid);
  const head = all.find(({ command }) => processName(command) === 'commonwatt demo');
  if (!head) throw new Error('there is no process of the demo');
  const ofDemo = new Set((await listProcessTree(head.pid)).map(({ pid }) => pid));
  return Promise.all(
    all.map(async ({ pid, command }) => ({
      name: processName(command),
      isOfDemo: ofDemo.has(pid),
      ...(await readMemory(pid)),
    })),
  );
}

function totalOf(some: readonly Memory[]): Memory {
  return {
    rssBytes: some.reduce((sum, { rssBytes }) => sum + rssBytes, 0),
    pssBytes: some.reduce((sum, { pssBytes }) => sum + pssBytes, 0),
  };
}

function formatMemory({ rssBytes, pssBytes }: Memory): string[] {
  return [formatMegabytes(rssBytes), formatMegabytes(pssBytes)];
}
