import type { MongoClient } from 'mongodb';
import { telemetryDatabase } from '../product/installation.ts';
import { askMongo, connectMongo } from '../product/mongo-connection.ts';
import { type Found, writeKey } from './ledger.ts';
import { randomText, sumOf } from './random-text.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import { writeUntilStopped } from './write-until-stopped.ts';

type Deal = {
  communityId: string;
  clusterId: string;
  dealId: string;
  run: number;
  version: number;
  text: string;
  sum: string;
};

const place = { communityId: 'bench', clusterId: 'kill' };
const longestText = 4_000;

/** One document per run, replaced again and again as apis-ccc replaces deals. */
export function mongoReplacements(uri: string): StoreUnderTest {
  return {
    name: 'MongoDB, replaced documents',
    async write(run, ledger) {
      const client = await connectMongo(uri);
      const dealId = `kill-${run}`;
      const writing = writeUntilStopped({ run, ledger, atOnce: 1, pauseMs: 5 }, async (version) => {
        const deal = { ...place, dealId, run, version, ...randomText(longestText) };
        await dealsOf(client).replaceOne({ dealId }, deal, { upsert: true });
      });
      return { stop: () => writing.stop().finally(() => client.close()) };
    },
    async find(run) {
      const filter = run === 'all' ? place : { ...place, dealId: `kill-${run}` };
      const deals = await askMongo(uri, (client) => dealsOf(client).find(filter).toArray());
      return deals.flatMap(provenWrites);
    },
  };
}

/** A document in its nth version stands for all n writes. */
function provenWrites({ run, version, text, sum }: Deal): Found[] {
  const isWhole = sumOf(text) === sum;
  return Array.from({ length: version }, (_, i) => ({ key: writeKey(run, i + 1), isWhole }));
}

function dealsOf(client: MongoClient) {
  return client.db(telemetryDatabase).collection<Deal>('deal');
}
