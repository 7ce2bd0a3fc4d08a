import type { Deal } from '@commonwatt/domain/deal';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { UnitSample } from '@commonwatt/domain/unit-data';
import type { ChangeStream, Collection } from 'mongodb';
import { readDeals } from './deals.ts';
import { dealCollection, type Telemetry, type TelemetryDocument, unitDataCollection } from './telemetry.ts';
import { readSamples } from './unit-data.ts';

export type ChangeHandlers = {
  onUnitData(samples: UnitSample[]): void;
  onDeals(deals: Deal[]): void;
};

/** An open feed of what is written; `ended` rejects when it breaks and resolves when it is closed. */
export type ChangeFeed = { ended: Promise<void>; close(): Promise<void> };

/**
 * Follows what is written for one cluster through MongoDB change streams, from the moment the promise resolves.
 * Returns null where the server has none: a standalone mongod answers code 40573.
 */
export async function openChangeFeed(
  telemetry: Telemetry,
  cluster: ClusterRef,
  handlers: ChangeHandlers,
): Promise<ChangeFeed | null> {
  const streams = [
    followInserted(unitDataCollection(telemetry), {
      'fullDocument.oesunit.communityId': cluster.communityId,
      'fullDocument.oesunit.clusterId': cluster.clusterId,
    }),
    followInserted(dealCollection(telemetry), {
      'fullDocument.communityId': cluster.communityId,
      'fullDocument.clusterId': cluster.clusterId,
    }),
  ] as const;
  const closing = new AbortController();
  const close = async () => {
    closing.abort();
    await Promise.all(streams.map((stream) => stream.close()));
  };
  const take = [
    (documents: TelemetryDocument[]) => handlers.onUnitData(readSamples(telemetry, documents)),
    (documents: TelemetryDocument[]) => handlers.onDeals(readDeals(telemetry, documents)),
  ] as const;
  try {
    // The driver opens a stream at its first read, so read once: from here on nothing is missed.
    const firsts = await Promise.all(streams.map((stream) => stream.tryNext()));
    for (const [i, first] of firsts.entries()) if (first) take[i]?.([first.fullDocument]);
  } catch (error) {
    await close();
    if (isWithoutChangeStreams(error)) return null;
    throw error;
  }
  const ended = Promise.all(streams.map((stream, i) => pump(stream, take[i] ?? (() => {}), closing.signal))).then(
    () => {},
  );
  return { ended, close };
}

type Inserted = { fullDocument: TelemetryDocument };

/** apis-ccc only inserts unit data and replaces deals; both carry the whole document. */
function followInserted(
  collection: Collection<TelemetryDocument>,
  match: object,
): ChangeStream<TelemetryDocument, Inserted> {
  const pipeline = [
    { $match: { operationType: { $in: ['insert', 'replace'] }, ...match } },
    { $project: { fullDocument: 1 } },
  ];
  return collection.watch<TelemetryDocument, Inserted>(pipeline, { maxAwaitTimeMS: 1_000 });
}

/** Runs until it is closed by us; a stream that the driver gave up on closes by itself, which is an error here. */
async function pump(
  stream: ChangeStream<TelemetryDocument, Inserted>,
  take: (documents: TelemetryDocument[]) => void,
  closing: AbortSignal,
): Promise<void> {
  while (!closing.aborted) {
    const change = await stream.tryNext().catch((error: unknown) => {
      if (closing.aborted) return null;
      throw error;
    });
    if (change) take([change.fullDocument]);
  }
}

function isWithoutChangeStreams(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 40573;
}
