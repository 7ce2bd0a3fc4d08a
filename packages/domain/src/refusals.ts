import { DomainError, type DomainErrorCode, type MeanwhileChanges } from './domain-error.ts';

/** What a refusal is about, where that is a row of a table. */
export const refusalNouns = [
  'community',
  'cluster',
  'unit',
  'user',
  'scenario',
  'choice',
  'monitor setting',
  'community setting',
  'failure',
  'recipient',
] as const;
export type RefusalNoun = (typeof refusalNouns)[number];
type Of = { noun: RefusalNoun };

/**
 * Why something is refused, in English, by its code: what apps say in the language of their users is made of the same code
 * and values.
 */
const sentences = {
  // Of a row that is registered, changed or deleted.
  exists: ({ noun }: Of) => `There is such a ${noun} already`,
  gone: ({ noun }: Of) => `This ${noun} is gone`,
  busy: ({ noun }: Of) => `This ${noun} is being changed by somebody else`,
  changedMeanwhile: ({ noun, changes }: Of & { changes: string }) => `This ${noun} was changed meanwhile: ${changes}`,
  forAllCommunities: ({ noun }: Of) => `This ${noun} is for all communities, and yours are only some of them`,
  brokenReference: ({ noun }: Of) => `This ${noun} refers to something that is gone, or others refer to it`,
  brokenOrForeign: ({ noun }: Of) =>
    `This ${noun} refers to something that is gone, or others refer to it, or belongs to a community that is not yours`,
  cannotMove: ({ noun }: Of) => `A ${noun} cannot move: register it anew where it belongs`,
  noNarrowing: ({ noun, fields }: Of & { fields: string }) => `A list of each ${noun} cannot be narrowed by ${fields}`,
  noSorting: ({ noun, field }: Of & { field: string }) => `A list of each ${noun} cannot be sorted by ${field}`,
  noCluster: ({ cluster }: { cluster: string }) => `There is no cluster ${cluster}`,
  noUnit: ({ unit }: { unit: string }) => `There is no unit ${unit}`,
  noFailure: ({ failure }: { failure: number }) => `This cluster has no failure ${failure}`,
  noDeal: ({ deal }: { deal: string }) => `There is no deal ${deal} in this cluster`,
  noSuchScenario: ({ home }: { home: string }) => `There is no such scenario for ${home}`,
  webhookWithoutSecret: () => 'A webhook needs a secret of at least 16 characters',

  // Of users, their homes and what staff may do.
  noUser: () => 'There is no such user',
  noHome: () => 'One of the homes does not exist',
  homesChanged: ({ homes }: { homes: string }) => `The homes were changed meanwhile: they are ${homes}`,
  homeNeeded: () =>
    'A user without a home in your communities is not yours to change: name a home, or ask staff of all communities',
  noCommunity: () => 'One of the communities does not exist',
  limitChanged: ({ limit }: { limit: string }) => `The limit was changed meanwhile: it is ${limit}`,
  limitOfNoStaff: () => 'Only staff can be limited to communities',
  ownLimit: () => 'You cannot limit yourself; ask another staff user',
  ownAccess: () => 'You cannot take away your own access; ask another staff user',
  ownUser: () => 'You cannot delete yourself; ask another staff user',
  staffOnly: () => 'Only staff may do this',
  unlimitedOnly: () => 'Only staff of all communities may do this',
  unlimitedMakeStaff: () => 'Only staff of all communities may make staff',

  // Of a field that is filled in.
  nulCharacter: () => 'must not contain a NUL character',
  noTimeZone: () => 'must be an IANA time zone, for example Asia/Tokyo',
  endBeforeBegin: () => 'must be after the beginning',
  communityNeeded: () => 'needs a community',
  clusterNeeded: () => 'needs a cluster',
  usernameCharacters: () => 'may contain letters, digits and @ . + - _ only',
  passwordOfDigits: () => 'must not consist of digits only',
  passwordCommon: () => 'is one of the most common passwords',
  passwordOfFew: () => 'must have at least four different characters',
  noWebAddress: () => 'must be an http or https URL',
  quietHoursOpen: () => 'quiet hours need both a start and an end',
  noSuchTypes: ({ types }: { types: string }) => `must be of ${types}`,

  // Of a file of homes.
  noJson: ({ reason }: { reason: string }) => `This is not valid JSON: ${reason}`,
  noCsv: ({ reason }: { reason: string }) => `This is not valid CSV: ${reason}`,
  rowLength: ({ line, found, wanted }: { line: number; found: number; wanted: number }) =>
    `Line ${line} has ${found} fields, and the heading has ${wanted}`,
  quotes: ({ line }: { line: number }) => `A quotation mark in line ${line} is not opened or closed as CSV wants it`,
  twice: ({ unit }: { unit: string }) => `${unit} is there twice`,
  foreignCommunity: ({ community }: { community: string }) => `community ${community} is not one of yours`,
  unknownUser: ({ username }: { username: string }) => `there is no user ${username}`,
};

export const refusalCodes = Object.keys(sentences) as RefusalCode[];
export type RefusalCode = keyof typeof sentences;
type Values<Code extends RefusalCode> = Parameters<(typeof sentences)[Code]>;

/** Why something is refused, for apps to say; one of `refusalCodes`, or of the codes of field-refusals.ts. */
export type Refusal = { code: string; values: Readonly<Record<string, string | number>> };

/** A refusal with its sentence in English, which says the same. */
export function refusal<Code extends RefusalCode>(
  code: Code,
  ...values: Values<Code>
): { refusal: Refusal; message: string } {
  const say = sentences[code] as (...values: Values<Code>) => string;
  return { refusal: { code, values: values[0] ?? {} }, message: say(...values) };
}

/** A broken rule, to be thrown, with what apps need to say so. */
export function refused<Code extends RefusalCode>(
  kind: DomainErrorCode,
  code: Code,
  ...values: Values<Code>
): DomainError {
  const { message, refusal: why } = refusal(code, ...values);
  return new DomainError(kind, message, { refusal: why });
}

/** A row that somebody else has changed, with what is different now. */
export function refusedAsStale(noun: RefusalNoun, text: string, changes: MeanwhileChanges): DomainError {
  const { message, refusal: why } = refusal('changedMeanwhile', { noun, changes: text });
  return new DomainError('CONFLICT', message, { refusal: why, changes });
}

/** For zod's `refine`: what a value that breaks the rule is refused with. */
export function rule<Code extends RefusalCode>(
  code: Code,
  ...values: Values<Code>
): { error: string; params: { refusal: Refusal } } {
  const { message, refusal: why } = refusal(code, ...values);
  return { error: message, params: { refusal: why } };
}
