import { z } from 'zod';
import { unreadable } from './document.ts';

// What the old service center's `manage.py dumpdata` prints: a list of { model, pk, fields }.

const code = z.string().min(1).max(128);
const optionalCode = z
  .string()
  .max(128)
  .nullish()
  .transform((value) => value || null);
const key = z.number().int().positive().max(2_147_483_647);
/** Django prints microseconds; PostgreSQL keeps our milliseconds. */
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** Null also for what Django fills in by itself when a fixture leaves it out. */
const optionalInstant = instant.nullish().transform((value) => value ?? null);
const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const flag = (fallback: boolean) => z.boolean().default(fallback);

const fieldsByModel = {
  'core.user': z.object({
    username: z.string().min(1).max(150),
    password: z.string().max(255),
    first_name: z.string().max(150).default(''),
    last_name: z.string().max(150).default(''),
    email: z.string().max(254).default(''),
    is_staff: flag(false),
    is_active: flag(true),
    is_superuser: flag(false),
    last_login: optionalInstant,
    date_joined: optionalInstant,
  }),
  'community.community': z.object({ code, name: code }),
  'community.cluster': z.object({ community: key, code, name: code }),
  'community.unit': z.object({
    cluster: key,
    code,
    name: code,
    available_from: optionalInstant,
    available_to: optionalInstant,
    users: z.array(key).default([]),
  }),
  'scenario.scenario': z.object({
    community_id: optionalCode,
    cluster_id: optionalCode,
    unit_id: optionalCode,
    created: optionalInstant,
    name: code,
    description: optionalText,
    data: optionalText,
  }),
  'scenario.choice': z.object({
    community_id: code,
    cluster_id: code,
    unit_id: code,
    created: optionalInstant,
    scenario: key.nullish().transform((value) => value ?? null),
  }),
  'monitoring.jobsetting': z.object({ community_id: code, cluster_id: code, type: code, is_active: flag(true) }),
  'monitoring.communitysetting': z.object({ community_id: code, notify_to: z.string().min(1).max(254) }),
  'monitoring.failure': z.object({
    type: code,
    community_id: optionalCode,
    cluster_id: optionalCode,
    program_id: optionalCode,
    unit_id: optionalCode,
    detected: optionalInstant,
    closed: optionalInstant,
    description: optionalText,
  }),
} as const;

export type DjangoModel = keyof typeof fieldsByModel;
export type DjangoFields<Model extends DjangoModel> = z.infer<(typeof fieldsByModel)[Model]>;

/** A record with its place in the file, counted from 1. */
export type DjangoRecord<Model extends DjangoModel> = { position: number; id: number; fields: DjangoFields<Model> };
export type DjangoRecords = { [Model in DjangoModel]: DjangoRecord<Model>[] };

/** A record that cannot be used, or is of no use here. */
export type DumpNote = { position: number; record: string; reason: string };

export type DjangoDump = { records: DjangoRecords; broken: DumpNote[]; skipped: DumpNote[] };

const recordSchema = z.object({ model: z.string(), pk: z.unknown(), fields: z.unknown() });

/** Groups the records of a dump by model. What is broken, or of a model that has no place here, is listed with its position. */
export function readDjangoDump(dump: unknown): DjangoDump {
  const result: DjangoDump = { records: emptyRecords(), broken: [], skipped: [] };
  if (!Array.isArray(dump)) {
    result.broken.push({ position: 0, record: 'the file', reason: 'must be the list that dumpdata prints' });
    return result;
  }
  for (const [index, one] of dump.entries()) readRecord(result, index + 1, one);
  noteDangling(result);
  return result;
}

function emptyRecords(): DjangoRecords {
  return Object.fromEntries(Object.keys(fieldsByModel).map((model) => [model, []])) as unknown as DjangoRecords;
}

function readRecord(result: DjangoDump, position: number, value: unknown): void {
  const record = recordSchema.safeParse(value);
  if (!record.success) {
    result.broken.push({ position, record: 'a record', reason: unreadable(record.error).problem });
    return;
  }
  const { model, pk, fields } = record.data;
  const name = `${model} ${String(pk)}`;
  if (!isKnownModel(model)) {
    result.skipped.push({ position, record: name, reason: 'has no place in Commonwatt' });
    return;
  }
  const id = key.safeParse(pk);
  const parsed = fieldsByModel[model].safeParse(fields);
  if (!id.success || !parsed.success) {
    const reason = id.success ? unreadable(parsed.error as z.ZodError).problem : 'pk: must be a whole number above 0';
    result.broken.push({ position, record: name, reason });
    return;
  }
  (result.records[model] as unknown[]).push({ position, id: id.data, fields: parsed.data });
}

/** References that lead nowhere: keys that are not in the same file. */
function noteDangling({ records, broken }: DjangoDump): void {
  const note = (model: DjangoModel, { position, id }: { position: number; id: number }, reason: string) =>
    broken.push({ position, record: `${model} ${id}`, reason });
  const idsOf = (model: DjangoModel) => new Set(records[model].map(({ id }) => id));
  const communities = idsOf('community.community');
  const clusters = idsOf('community.cluster');
  const users = idsOf('core.user');
  const scenarios = idsOf('scenario.scenario');
  for (const one of records['community.cluster']) {
    if (!communities.has(one.fields.community))
      note('community.cluster', one, `community: there is no ${one.fields.community}`);
  }
  for (const one of records['community.unit']) {
    if (!clusters.has(one.fields.cluster)) note('community.unit', one, `cluster: there is no ${one.fields.cluster}`);
    const unknown = one.fields.users.filter((id) => !users.has(id));
    if (unknown.length > 0) note('community.unit', one, `users: there is no ${unknown.join(', ')}`);
  }
  for (const one of records['scenario.choice']) {
    const { scenario } = one.fields;
    if (scenario !== null && !scenarios.has(scenario))
      note('scenario.choice', one, `scenario: there is no ${scenario}`);
  }
  for (const model of Object.keys(fieldsByModel) as DjangoModel[]) {
    const seen = new Set<number>();
    for (const one of records[model] as readonly { position: number; id: number }[]) {
      if (seen.has(one.id)) note(model, one, 'pk: is there twice');
      seen.add(one.id);
    }
  }
}

function isKnownModel(model: string): model is DjangoModel {
  return Object.hasOwn(fieldsByModel, model);
}
