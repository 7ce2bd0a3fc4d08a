import { cpus, release, totalmem } from 'node:os';
import process from 'node:process';

/** What a figure depends on besides the program: cores, processor, memory, Node and kernel. */
export function describeMachine(): string {
  const [first] = cpus();
  const cores = `${cpus().length} cores${first ? ` (${first.model.trim()})` : ''}`;
  return `${cores}, ${(totalmem() / 2 ** 30).toFixed(1)} GiB, Node ${process.version}, ${process.platform} ${release()}`;
}
