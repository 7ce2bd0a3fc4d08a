import type { EncodedLiveMessage, LiveDeal, LiveEnvelope, LiveUnit } from '@commonwatt/domain/live';
import { allValues, patchSince } from '@commonwatt/domain/versioned';
import type { LiveChannel } from './channel.ts';

type Position = { units: number; deals: number };

/** A viewer hears from us at least this often, so that it notices a dead connection. */
const heartbeatMs = 2_000;

/**
 * What one viewer of a cluster gets: everything first (or, after a short loss, what it missed), then every change. A
 * viewer that reads slowly finds all changes since its last message in the next one; nothing is queued for it.
 */
export async function* streamCluster(
  channel: LiveChannel,
  options: { resumeFrom: string | null; now: () => Date; signal: AbortSignal; mayContinue: () => Promise<boolean> },
): AsyncGenerator<{ id: string; message: EncodedLiveMessage }> {
  const { now, signal, mayContinue } = options;
  await channel.ready;
  let position = readResumeId(channel, options.resumeFrom);
  while (!signal.aborted && (await mayContinue())) {
    const { kind, body } = encodeSince(channel, position);
    position = { units: channel.units.version, deals: channel.deals.version };
    const envelope: LiveEnvelope = {
      serverNowMs: now().getTime(),
      sourceLostAtMs: channel.sourceLostAtMs(),
      reporterLeadMs: channel.reporterLeadMs(),
    };
    yield { id: `${channel.epoch}:${position.units}:${position.deals}`, message: { ...envelope, kind, body } };
    if (!isBehind(channel, position)) await channel.nextChange(heartbeatMs, signal);
  }
}

function isBehind(channel: LiveChannel, position: Position): boolean {
  return channel.units.version !== position.units || channel.deals.version !== position.deals;
}

function readResumeId(channel: LiveChannel, id: string | null): Position | null {
  const [epoch, units, deals] = id?.split(':') ?? [];
  if (epoch !== channel.epoch) return null;
  const position = { units: Number(units), deals: Number(deals) };
  return Number.isSafeInteger(position.units) && Number.isSafeInteger(position.deals) ? position : null;
}

type Encoded = Pick<EncodedLiveMessage, 'kind' | 'body'>;
const encodedByChannel = new WeakMap<LiveChannel, { key: string; bodies: Map<string, Encoded> }>();

/** Viewers move together, so nearly all of them ask for the same step: it is encoded for the first of them. */
function encodeSince(channel: LiveChannel, position: Position | null): Encoded {
  const key = `${channel.units.version}:${channel.deals.version}`;
  let cache = encodedByChannel.get(channel);
  if (cache?.key !== key) {
    cache = { key, bodies: new Map() };
    encodedByChannel.set(channel, cache);
  }
  const from = position === null ? 'nothing' : `${position.units}:${position.deals}`;
  const known = cache.bodies.get(from);
  if (known) return known;
  const encoded = encode(channel, position);
  cache.bodies.set(from, encoded);
  return encoded;
}

function encode(channel: LiveChannel, position: Position | null): Encoded {
  const units = position && patchSince<LiveUnit>(channel.units, position.units);
  const deals = position && patchSince<LiveDeal>(channel.deals, position.deals);
  if (!units || !deals) {
    return {
      kind: 'snapshot',
      body: JSON.stringify({ units: allValues(channel.units), deals: allValues(channel.deals) }),
    };
  }
  const patch = { units: units.changed, goneUnitIds: units.gone, deals: deals.changed, goneDealIds: deals.gone };
  return { kind: 'patch', body: JSON.stringify(patch) };
}
