import type { Config } from '@commonwatt/config/config';
import type { Database } from '@commonwatt/database/client';
import type { NotificationRecipient } from '@commonwatt/database/notification-recipients';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import type { FastifyBaseLogger } from 'fastify';
import type { LiveHub } from './live/hub.ts';
import type { SessionChecks } from './live/session-checks.ts';
import type { Throttle } from './sign-in/throttle.ts';

/** What every part of the api works with; made once at start, never reached for globally. */
export type Deps = {
  config: Config;
  database: Database;
  telemetry: Telemetry;
  hub: LiveHub;
  throttle: Throttle;
  sessionChecks: SessionChecks;
  /** Sends a test message to a recipient at once; tells what the receiving server answered. */
  sendTestMessage(recipient: NotificationRecipient, now: Date): Promise<{ isAccepted: boolean; answer: string }>;
  now: () => Date;
  log: FastifyBaseLogger;
};
