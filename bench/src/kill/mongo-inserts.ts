import type { MongoClient } from 'mongodb';
import { telemetryDatabase } from '../product/installation.ts';
import { askMongo, connectMongo } from '../product/mongo-connection.ts';
import { writeKey } from './ledger.ts';
import { randomText, sumOf } from './random-text.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import { writeUntilStopped } from './write-until-stopped.ts';

type Sample = {
  oesunit: { communityId: string; clusterId: string; id: string };
  time: Date;
  key: string;
  text: string;
  sum: string;
};

const place = { communityId: 'bench', clusterId: 'kill' };
const longestText = 16_000;

/** Documents inserted as apis-ccc inserts unit data, found again through an index of that collection. */
export function mongoInserts(uri: string): StoreUnderTest {
  return {
    name: 'MongoDB, inserted documents',
    async write(run, ledger) {
      const client = await connectMongo(uri);
      const writing = writeUntilStopped({ run, ledger, atOnce: 4, pauseMs: 5 }, async (number) => {
        const oesunit = { ...place, id: unitOf(run) };
        const key = writeKey(run, number);
        await samplesOf(client).insertOne({ oesunit, time: new Date(), key, ...randomText(longestText) });
      });
      return { stop: () => writing.stop().finally(() => client.close()) };
    },
    find(run) {
      const unit = run === 'all' ? {} : { 'oesunit.id': unitOf(run) };
      const filter = { 'oesunit.communityId': place.communityId, 'oesunit.clusterId': place.clusterId, ...unit };
      return askMongo(uri, (client) =>
        samplesOf(client)
          .find(filter)
          .map(({ key, text, sum }) => ({ key, isWhole: sumOf(text) === sum }))
          .toArray(),
      );
    },
  };
}

function samplesOf(client: MongoClient) {
  return client.db(telemetryDatabase).collection<Sample>('unitData');
}

function unitOf(run: number): string {
  return `K${run}`;
}
