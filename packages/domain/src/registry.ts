import { z } from 'zod';
import { usernameSchema } from './credentials.ts';
import { monitorTypes } from './monitoring/monitor-types.ts';
import { codeSchema, textSchema } from './refs.ts';
import { type Refusal, rule } from './refusals.ts';
import { checkScenario } from './scenario-check.ts';
import { timeZoneSchema } from './time-zone.ts';

// What staff may write into the tables of an installation, and what is wrong with it otherwise.

const key = z.number().int().positive().max(2_147_483_647);
const shortText = textSchema.max(150);
const optionalCode = codeSchema.nullable();
const emailAddress = z.email('must be an email address').max(254);
const longText = textSchema.max(1_000_000).nullable();

export const communityFields = z.object({ code: codeSchema, name: codeSchema });

export const clusterFields = z.object({
  communityId: key,
  code: codeSchema,
  name: codeSchema,
  timeZone: timeZoneSchema,
});

export const unitFields = z
  .object({
    clusterId: key,
    code: codeSchema,
    name: codeSchema,
    availableFrom: z.date().nullable(),
    availableTo: z.date().nullable(),
  })
  .refine(({ availableFrom, availableTo }) => !availableFrom || !availableTo || availableFrom < availableTo, {
    path: ['availableTo'],
    ...rule('endBeforeBegin'),
  });

export const userFields = z.object({
  username: usernameSchema,
  firstName: shortText,
  lastName: shortText,
  email: z.union([z.literal(''), emailAddress], { error: 'must be an email address' }),
  isStaff: z.boolean(),
  isActive: z.boolean(),
});

/** A scope is a whole chain: a unit only within a cluster, a cluster only within a community. */
const scopeFields = { communityCode: optionalCode, clusterCode: optionalCode, unitCode: optionalCode };

export const scenarioFields = z
  .object({ ...scopeFields, name: codeSchema, description: longText, data: longText })
  .refine(({ communityCode, clusterCode }) => clusterCode === null || communityCode !== null, {
    path: ['clusterCode'],
    ...rule('communityNeeded'),
  })
  .refine(({ clusterCode, unitCode }) => unitCode === null || clusterCode !== null, {
    path: ['unitCode'],
    ...rule('clusterNeeded'),
  })
  .superRefine(({ data }, context) => {
    const findings = data === null || data === '' ? [] : checkScenario(data);
    for (const { level, path, code: finding, values, message } of findings) {
      if (level !== 'error') continue;
      const refusal: Refusal = { code: 'finding', values: { ...values, path, finding } };
      const place = path === '' ? '' : `${path}: `;
      context.addIssue({ code: 'custom', path: ['data'], message: `${place}${message}`, params: { refusal } });
    }
  });

export const choiceFields = z.object({
  communityCode: codeSchema,
  clusterCode: codeSchema,
  unitCode: codeSchema,
  scenarioId: key.nullable(),
});

export const monitorSettingFields = z.object({
  communityCode: codeSchema,
  clusterCode: codeSchema,
  type: z.enum(monitorTypes),
  isActive: z.boolean(),
});

export const communitySettingFields = z.object({
  communityCode: codeSchema,
  notifyTo: emailAddress,
});

export const failureFields = z.object({
  type: codeSchema,
  ...scopeFields,
  programId: optionalCode,
  detectedAt: z.date(),
  closedAt: z.date().nullable(),
  description: longText,
});
