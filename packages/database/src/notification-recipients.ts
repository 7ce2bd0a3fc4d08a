import { messageLanguages } from '@commonwatt/domain/monitoring/message-languages';
import { monitorTypes } from '@commonwatt/domain/monitoring/monitor-types';
import { areQuietFieldsWhole, quietFields, quietFieldsProblem } from '@commonwatt/domain/monitoring/quiet-hours';
import { codeSchema, textSchema } from '@commonwatt/domain/refs';
import { rule } from '@commonwatt/domain/refusals';
import { timeZoneSchema } from '@commonwatt/domain/time-zone';
import { z } from 'zod';
import type { DatabaseOrTransaction, DatabaseTransaction } from './client.ts';
import type { NotificationRecipient } from './generated/client.ts';

export type { NotificationRecipient };

const common = z.object({
  /** Null: messages about Commonwatt itself. */
  communityCode: codeSchema.nullable(),
  /** Empty: every type. */
  types: z.array(z.string().max(128)).default([]),
  language: z.enum(messageLanguages).default('en'),
  isActive: z.boolean().default(true),
  quietFromMin: quietFields.quietFromMin.default(null),
  quietToMin: quietFields.quietToMin.default(null),
  timeZone: timeZoneSchema.default('Asia/Tokyo'),
  digestMs: z
    .int()
    .min(60_000, 'must be a minute or more')
    .max(86_400_000, 'must be a day or less')
    .nullable()
    .default(null),
});
const webUrl = textSchema
  .max(1024)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), rule('noWebAddress'));

const secretSchema = textSchema.min(16, 'must have at least 16 characters').max(128);
const knownTypes: readonly string[] = monitorTypes;

function recipientWith<Secret extends z.ZodType<string | undefined, string | undefined>>(secret: Secret) {
  return z
    .discriminatedUnion('channel', [
      common.extend({ channel: z.literal('email'), address: z.email('must be an e-mail address').max(254) }),
      common.extend({ channel: z.literal('webhook'), address: webUrl, secret }),
    ])
    .refine(areQuietFieldsWhole, quietFieldsProblem)
    .refine((one) => one.communityCode === null || one.types.every((type) => knownTypes.includes(type)), {
      ...rule('noSuchTypes', { types: monitorTypes.join(', ') }),
      path: ['types'],
    });
}

/** A recipient as it may be stored. */
export const recipientSchema = recipientWith(secretSchema);

/** A recipient as it may replace another: a webhook without a secret keeps the one that it has. */
export const recipientEditSchema = recipientWith(secretSchema.optional());

export type RecipientToStore = z.input<typeof recipientSchema>;

/** Recipients of a community, or of messages about Commonwatt itself (null), oldest first. */
export async function listRecipients(
  db: DatabaseOrTransaction,
  communityCode: string | null,
): Promise<NotificationRecipient[]> {
  return db.notificationRecipient.findMany({ where: { communityCode }, orderBy: { id: 'asc' } });
}

export async function findRecipient(db: DatabaseOrTransaction, id: number): Promise<NotificationRecipient | null> {
  return db.notificationRecipient.findUnique({ where: { id } });
}

/** A recipient that nobody else can change until the transaction ends. */
export async function lockRecipient(tx: DatabaseTransaction, id: number): Promise<NotificationRecipient | null> {
  await tx.$queryRaw`SELECT id FROM notification_recipients WHERE id = ${id} FOR UPDATE`;
  return findRecipient(tx, id);
}

/** @throws ZodError when it is not fit to be stored. */
export async function createRecipient(
  db: DatabaseOrTransaction,
  recipient: RecipientToStore,
): Promise<NotificationRecipient> {
  return db.notificationRecipient.create({ data: recipientSchema.parse(recipient) });
}

/** Replaces a recipient. Null when there is none with this id. @throws ZodError when it is not fit to be stored. */
export async function replaceRecipient(
  db: DatabaseOrTransaction,
  id: number,
  recipient: RecipientToStore,
): Promise<NotificationRecipient | null> {
  const data = { secret: null, ...recipientSchema.parse(recipient) };
  return (await db.notificationRecipient.updateManyAndReturn({ where: { id }, data }))[0] ?? null;
}

/** Removes a recipient and what was still to be sent to it. */
export async function deleteRecipient(db: DatabaseOrTransaction, id: number): Promise<boolean> {
  return (await db.notificationRecipient.deleteMany({ where: { id } })).count === 1;
}
