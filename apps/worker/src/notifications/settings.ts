import type { Mailer } from './mailer.ts';
import type { WebhookSender } from './webhook.ts';

/** By what messages go out. */
export type NotificationSettings = {
  mailer: Mailer;
  webhooks: WebhookSender;
  /** Where people reach Commonwatt, for links; null: messages have none. */
  publicUrl: string | null;
  /** Email address for communities that have named nobody, and for news of Commonwatt itself. */
  defaultAddress: string;
};
