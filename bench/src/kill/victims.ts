import { groupBy } from '@commonwatt/domain/group-by';
import { processName } from '../product/process-name.ts';
import type { ProcessInfo } from '../system/process-tree.ts';

/** What a run kills, and what it is called. */
export type Victims = { name: string; processes: ProcessInfo[] };

const shareOfAll = 0.3;

/**
 * Everything at once, or a single process: the server, the MongoDB store, the head of PostgreSQL or any one of its
 * helpers, each of these four as often.
 * @param tree the installation, the server first; empty when it has ended by itself.
 * @param random gives numbers in [0, 1).
 */
export function chooseVictims(tree: readonly ProcessInfo[], random: () => number): Victims {
  if (random() < shareOfAll || tree.length === 0) return { name: 'everything', processes: [...tree] };
  const kinds = [...groupBy(tree, kindOf).values()];
  const kind = kinds[Math.floor(random() * kinds.length)] ?? [];
  const victim = kind[Math.floor(random() * kind.length)];
  if (!victim) throw new Error('there is no process left to kill');
  return { name: processName(victim.command), processes: [victim] };
}

function kindOf({ command }: ProcessInfo): string {
  const name = processName(command);
  return name.startsWith('postgres: ') ? 'helper' : name;
}
