import { randomUUID } from 'node:crypto';
import { addressCodeMail } from '@commonwatt/domain/monitoring/address-code-mail';
import type { MessageLanguage } from '@commonwatt/domain/monitoring/message-languages';
import type { Logger } from 'pino';
import type { NotificationSettings } from './settings.ts';

/**
 * Mails a code to an address at once, since somebody waits for it; what is not accepted is not tried again. Resolves to
 * whether a mail server took it.
 */
export async function sendAddressCode(
  { mailer }: Pick<NotificationSettings, 'mailer'>,
  log: Logger,
  { address: to, code, language }: { address: string; code: string; language: MessageLanguage },
): Promise<boolean> {
  try {
    await mailer.send({ to, ...addressCodeMail(code, language), key: `code-${randomUUID()}` });
    return true;
  } catch (error) {
    // The reason may name the address, which is not logged.
    log.warn({ code: error instanceof Error && 'code' in error ? error.code : undefined }, 'a code was not sent');
    return false;
  }
}
