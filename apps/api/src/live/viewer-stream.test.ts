import type { LiveDeal, LiveUnit } from '@commonwatt/domain/live';
import { createVersioned, replaceAll } from '@commonwatt/domain/versioned';
import { expect, test } from 'vitest';
import type { LiveChannel } from './channel.ts';
import { streamCluster } from './viewer-stream.ts';

const unit = (unitId: string, rsocPercent: number) => ({ unitId, values: { rsocPercent } }) as unknown as LiveUnit;

function createChannel() {
  const units = createVersioned<LiveUnit>();
  const channel = {
    epoch: 'e',
    units,
    deals: createVersioned<LiveDeal>(),
    sourceLostAtMs: () => null,
    reporterLeadMs: () => null,
    ready: Promise.resolve(),
    nextChange: async () => {},
  } as unknown as LiveChannel;
  const report = (...news: LiveUnit[]) => replaceAll(units, news, ({ unitId }) => unitId);
  return { channel, report };
}

function view(channel: LiveChannel, resumeFrom: string | null = null) {
  const { signal } = new AbortController();
  return streamCluster(channel, { resumeFrom, now: () => new Date(0), signal, mayContinue: async () => true });
}

async function next(stream: ReturnType<typeof view>) {
  const { value } = await stream.next();
  if (!value) throw new Error('the stream has ended');
  return { id: value.id, kind: value.message.kind, ...JSON.parse(value.message.body) };
}

test('a slow viewer finds only the newest state of each unit in its next message', async () => {
  const { channel, report } = createChannel();
  report(unit('a', 1), unit('b', 1));
  const stream = view(channel);
  expect(await next(stream)).toMatchObject({ kind: 'snapshot', units: [unit('a', 1), unit('b', 1)] });
  for (let rsocPercent = 2; rsocPercent <= 1_000; rsocPercent += 1) report(unit('a', rsocPercent), unit('b', 1));
  expect(await next(stream)).toMatchObject({ kind: 'patch', units: [unit('a', 1_000)], goneUnitIds: [] });
});

test('a viewer that comes back gets what it missed; one of another channel gets everything', async () => {
  const { channel, report } = createChannel();
  report(unit('a', 1), unit('b', 1));
  const { id } = await next(view(channel));
  report(unit('a', 2));
  expect(await next(view(channel, id))).toMatchObject({ kind: 'patch', units: [unit('a', 2)], goneUnitIds: ['b'] });
  for (const foreign of ['other:1:0', 'nonsense', 'e:x:y']) {
    expect(await next(view(channel, foreign))).toMatchObject({ kind: 'snapshot', units: [unit('a', 2)] });
  }
});
