import { DomainError } from '@commonwatt/domain/domain-error';
import { type Fault, type FaultKind, faultKinds } from './faults.ts';

/**
 * Reads a fault as a person writes it: `<kind>:<community>/<cluster>[/<unit>][@<from>[..<to>]][,<name>=<value>…]`,
 * for example `silentUnit:hikari_hills/north_loop/E017@+60s..+10m` or `clockSkew:c/k/E001,by=-90s`. From and to count
 * from `startMs` or are instants (ISO 8601); without them a fault begins at once and lasts. Throws an error that says
 * what is wrong and what would be right.
 */
export function parseFault(text: string, startMs: number): Fault {
  const fail = (problem: string): never => {
    throw new DomainError('BAD_REQUEST', `fault "${text}": ${problem}; write for example ${example}`);
  };
  const match = /^(?<kind>[^:]*):(?<place>[^@,]+)(?:@(?<span>[^,]*))?(?:,(?<settings>.*))?$/s.exec(text);
  const { kind: kindText, place = '', span, settings = '' } = match?.groups ?? fail('must be <kind>:<place>');
  const kind = faultKinds.find((one) => one === kindText);
  if (!kind) return fail(`"${kindText}" is not one of ${faultKinds.join(', ')}`);
  const [communityId, clusterId, unitId = null, ...rest] = place.split('/');
  if (!communityId || !clusterId || unitId === '' || rest.length > 0) {
    return fail(`"${place}" must be <community>/<cluster> or <community>/<cluster>/<unit>`);
  }
  if (places[kind] === 'unit' && unitId === null) return fail(`${kind} needs a unit`);
  if (places[kind] === 'cluster' && unitId !== null) return fail(`${kind} is about a cluster, not a unit`);
  const { fromMs, toMs } = readSpan(span, startMs, fail);
  return { kind, communityId, clusterId, unitId, fromMs, toMs, ...readSettings(kind, settings, fail) };
}

const example = 'silentUnit:hikari_hills/north_loop/E017@+60s..+10m';

type Fail = (problem: string) => never;

const places = {
  silentUnit: 'unit',
  silentReporter: 'cluster',
  severeLine: 'any',
  blockedThread: 'any',
  stoppedMode: 'any',
  clockSkew: 'any',
  duplicateReport: 'any',
  lateReport: 'any',
} satisfies Record<FaultKind, 'unit' | 'cluster' | 'any'>;

const defaultByMs: Partial<Record<FaultKind, number>> = { lateReport: 45_000, blockedThread: 2_000 };

function readSpan(span: string | undefined, startMs: number, fail: Fail): { fromMs: number; toMs: number } {
  if (span === undefined) return { fromMs: startMs, toMs: Number.POSITIVE_INFINITY };
  const [from = '', to, ...rest] = span.split('..');
  if (rest.length > 0) return fail(`"${span}" has more than one ".."`);
  const fromMs = from === '' ? startMs : readInstant(from, startMs, fail);
  const toMs = to === undefined || to === '' ? Number.POSITIVE_INFINITY : readInstant(to, startMs, fail);
  if (toMs <= fromMs) return fail(`"${span}" ends before it begins; both ends count from the start`);
  return { fromMs, toMs };
}

function readInstant(text: string, startMs: number, fail: Fail): number {
  if (text.startsWith('+')) return startMs + readDurationMs(text, fail);
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) return fail(`"${text}" is neither an offset such as +60s nor an instant in ISO 8601`);
  return atMs;
}

function readSettings(kind: FaultKind, text: string, fail: Fail): Pick<Fault, 'byMs' | 'mode' | 'text'> {
  const settings: Pick<Fault, 'byMs' | 'mode' | 'text'> = { byMs: defaultByMs[kind] ?? 0, mode: 'stop', text: null };
  // The text of a line may contain anything, so it comes last and takes all that follows.
  const [before = '', line] = splitAt(text, /(?:^|,)text=/);
  if (line !== undefined) {
    if (kind !== 'severeLine') return fail('only severeLine has a text');
    settings.text = line;
  }
  for (const setting of before.split(',').filter((one) => one !== '')) {
    const [name, value = ''] = setting.split('=');
    if (name === 'by' && (kind === 'clockSkew' || kind in defaultByMs)) settings.byMs = readDurationMs(value, fail);
    else if (name === 'mode' && kind === 'stoppedMode') settings.mode = readMode(value, fail);
    else return fail(`${kind} has no setting "${name}"`);
  }
  if (kind === 'clockSkew' && settings.byMs === 0) return fail('clockSkew needs by=<duration>, for example by=-90s');
  return settings;
}

function readMode(text: string, fail: Fail): Fault['mode'] {
  return text === 'stop' || text === 'heteronomous' ? text : fail(`"${text}" is not a mode, use stop or heteronomous`);
}

const unitsMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function readDurationMs(text: string, fail: Fail): number {
  const match = /^([+-]?\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text);
  if (!match) return fail(`"${text}" is not a duration such as 500ms, 60s, 10m, 2h or 1d`);
  return Number(match[1]) * unitsMs[match[2] as keyof typeof unitsMs];
}

function splitAt(text: string, separator: RegExp): [string, string?] {
  const match = separator.exec(text);
  return match ? [text.slice(0, match.index), text.slice(match.index + match[0].length)] : [text];
}
