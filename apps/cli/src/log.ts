import { basename, dirname } from 'node:path';
import process from 'node:process';
import type { Config } from '@commonwatt/config/config';
import { type Logger, multistream, pino } from 'pino';
import { createStream } from 'rotating-file-stream';

/**
 * Structured logs: JSON lines on standard output and, if LOG_FILE is set, in a file that is replaced when it has 10 MB; ten
 * older ones are kept, compressed. Nothing that could be a password, a cookie or a token is ever written.
 */
export function createLog(config: Config): Logger {
  const options = {
    level: config.LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.cookie', 'req.headers.authorization', 'password', 'token'],
  };
  if (config.LOG_FILE === null) return pino(options);
  const file = createStream(basename(config.LOG_FILE), {
    path: dirname(config.LOG_FILE),
    size: '10M',
    maxFiles: 10,
    compress: 'gzip',
  });
  // A full disk must not end the program; standard output still tells.
  file.on('error', (error) => process.stderr.write(`the log file cannot be written: ${error.message}\n`));
  // Each line goes to both; their own level is the lowest, because the logger's has decided already.
  return pino(
    options,
    multistream([
      { level: 'trace', stream: process.stdout },
      { level: 'trace', stream: file },
    ]),
  );
}
