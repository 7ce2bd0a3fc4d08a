import type { Config } from '@commonwatt/config/config';
import type { Database } from '@commonwatt/database/client';
import type { NotificationRecipient } from '@commonwatt/database/notification-recipients';
import type { MessageLanguage } from '@commonwatt/domain/monitoring/message-languages';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import type { FastifyBaseLogger } from 'fastify';
import type { CodeLimits } from './alert-mails/code-limits.ts';
import type { ClusterGlances } from './communities/cluster-glances.ts';
import type { LiveHub } from './live/hub.ts';
import type { SessionChecks } from './live/session-checks.ts';
import type { Throttle } from './sign-in/throttle.ts';

/** What every part of the api works with; made once at start, never reached for globally. */
export type Deps = {
  config: Config;
  database: Database;
  telemetry: Telemetry;
  hub: LiveHub;
  clusterGlances: ClusterGlances;
  throttle: Throttle;
  codeLimits: CodeLimits;
  sessionChecks: SessionChecks;
  /** Sends a test message to a recipient at once; tells what the receiving server answered. */
  sendTestMessage(recipient: NotificationRecipient, now: Date): Promise<{ isAccepted: boolean; answer: string }>;
  /** Mails a code to an address, to prove that its owner reads it; resolves to whether a mail server took it. */
  sendAddressCode(mail: { address: string; code: string; language: MessageLanguage }): Promise<boolean>;
  now: () => Date;
  log: FastifyBaseLogger;
};
