import process from 'node:process';
import { type Config, ConfigError, loadConfig } from '@commonwatt/config/config';
import { DomainError } from '@commonwatt/domain/domain-error';

/** What the entry points read from the process; everything below gets it as values. */
// biome-ignore lint/style/noProcessEnv: the one place where the environment is read
export const environment: Readonly<Record<string, string | undefined>> = process.env;

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function readConfig(overrides: Record<string, string | undefined> = {}): Config {
  return loadConfig({ ...environment, ...overrides });
}

/** Exit codes: 1 something went wrong, 2 the call or the configuration cannot be used. */
export function failWith(error: unknown): never {
  const isExpected = error instanceof ConfigError || error instanceof DomainError;
  const message =
    error instanceof Error ? (isExpected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}

/** Runs `stop` once at the first SIGINT or SIGTERM and then ends; a second signal ends at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    stop().then(() => process.exit(0), failWith);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** Everything typed or piped in until its end, without the final line break. */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

/** Progress of long work on a terminal, in one line that is written over; nothing where no one watches. */
export function showProgress(): { show(line: string): void; end(): void } {
  const isWatched = process.stderr.isTTY === true;
  let shownAtMs = 0;
  return {
    show(line) {
      if (!isWatched || performance.now() - shownAtMs < 200) return;
      shownAtMs = performance.now();
      process.stderr.write(`\r\u001b[K${line}`);
    },
    end() {
      if (isWatched) process.stderr.write('\r\u001b[K');
    },
  };
}
