import process from 'node:process';
import { describeMachine } from './report/machine.ts';
import { tableLines } from './report/table.ts';
import { type Cleanup, createCleanup } from './system/cleanup.ts';

/** What a benchmark is given. */
export type Bench = {
  cleanup: Cleanup;
  /** Tells what is going on while it runs. */
  say(message: string): void;
  /** Prints a table of results; the first row is the heading. */
  table(title: string, rows: readonly (readonly string[])[]): void;
};

/** What was wanted and what came out. */
export type Verdict = { target: string; measured: string; isMet: boolean };

/** Runs a benchmark, prints its verdicts, and undoes what it set up. Resolves with the exit code: 1 for a missed target. */
export async function runBenchmark(name: string, measure: (bench: Bench) => Promise<Verdict[]>): Promise<number> {
  const cleanup = createCleanup();
  print(`${name} on ${describeMachine()}`);
  const bench: Bench = {
    cleanup,
    say: (message) => process.stderr.write(`· ${message}\n`),
    table: (title, rows) => print(['', title, ...tableLines(rows)].join('\n')),
  };
  try {
    const verdicts = await measure(bench);
    print('');
    for (const { target, measured, isMet } of verdicts) print(`${isMet ? 'met   ' : 'MISSED'}  ${target}: ${measured}`);
    return verdicts.every(({ isMet }) => isMet) ? 0 : 1;
  } finally {
    await cleanup.undoAll();
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
