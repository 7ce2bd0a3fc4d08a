import type { Config } from '@commonwatt/config/config';
import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';

/** Structured logs on standard output. Nothing that could be a password, a cookie or a token is ever written. */
export function createLogger(level: Config['LOG_LEVEL']): FastifyBaseLogger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.cookie', 'req.headers.authorization', 'password', 'token'],
  });
}
