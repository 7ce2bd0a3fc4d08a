import { alertAddressOf } from '@commonwatt/database/alert-mails';
import type { ClaimedMessage } from '@commonwatt/database/message-delivery';
import type { QuietHours } from '@commonwatt/domain/monitoring/delivery-plan';
import { homeAlertNewsSchema } from '@commonwatt/domain/monitoring/home-alert-mail';
import { quietHoursOf } from '@commonwatt/domain/monitoring/quiet-hours';
import { isSameUnit } from '@commonwatt/domain/same-unit';

/**
 * Whether a resident may have a message that was written to them some time ago: they still read mails at its address, and
 * still live in the home that it is about.
 */
export function mayStillHave({ user, address, incident }: ClaimedMessage): boolean {
  if (!user?.isActive || alertAddressOf(user) !== address) return false;
  const news = homeAlertNewsSchema.safeParse(incident);
  // What cannot be read is given up where it is written out, with its reason.
  return !news.success || user.homes.some((home) => isSameUnit(home, news.data.home));
}

/** When the reader of a message is not to be disturbed: a recipient by its own zone, a resident by that of the home. */
export function quietHoursFor({ recipient, user, incident }: ClaimedMessage): QuietHours | null {
  if (recipient) return quietHoursOf(recipient);
  const news = user?.alertMail ? homeAlertNewsSchema.safeParse(incident) : null;
  return user?.alertMail && news?.success ? quietHoursOf({ ...user.alertMail, timeZone: news.data.timeZone }) : null;
}
