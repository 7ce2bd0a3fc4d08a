import { basename, dirname } from 'node:path';
import process from 'node:process';
import type { Config } from '@commonwatt/config/config';
import { type Logger, multistream, pino } from 'pino';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';

/**
 * Structured logs: JSON lines on standard output and, if LOG_FILE is set, in a file that is replaced when it has 10 MB; ten
 * older ones are kept, compressed. Nothing that could be a password, a cookie or a token is ever written. Lines of errors
 * are given to `onError` as well.
 */
export function createLog(config: Config, onError?: (line: string) => void): Logger {
  const options = {
    level: config.LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.cookie', 'req.headers.authorization', 'password', 'token'],
  };
  // Each line goes to all; their own level is the lowest, because the logger's has decided already.
  const level = 'trace' as const;
  return pino(
    options,
    multistream([
      { level, stream: process.stdout },
      ...(config.LOG_FILE === null ? [] : [{ level, stream: openLogFile(config.LOG_FILE) }]),
      ...(onError ? [{ level: 'error' as const, stream: { write: onError } }] : []),
    ]),
  );
}

function openLogFile(path: string): RotatingFileStream {
  const file = createStream(basename(path), { path: dirname(path), size: '10M', maxFiles: 10, compress: 'gzip' });
  // A full disk must not end the program; standard output still tells.
  file.on('error', (error) => process.stderr.write(`the log file cannot be written: ${error.message}\n`));
  return file;
}
