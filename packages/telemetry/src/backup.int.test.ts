import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Double, Int32, Long } from 'mongodb';
import { afterEach, expect, inject, test } from 'vitest';
import { backedUpCollections, backUpCollections, restoreCollections } from './backup.ts';
import { openTelemetry, type Telemetry } from './telemetry.ts';
import { unitDataDocument } from './testing.ts';

const opened: { telemetry: Telemetry; folder: string }[] = [];

async function openEmpty() {
  const database = `commonwatt_backup_${randomUUID()}`.slice(0, 60);
  const telemetry = openTelemetry({ uri: inject('mongodbUri'), database });
  const folder = await mkdtemp(join(tmpdir(), 'commonwatt-backup-'));
  opened.push({ telemetry, folder });
  return { telemetry, folder };
}

afterEach(async () => {
  for (const { telemetry, folder } of opened.splice(0)) {
    await telemetry.db.dropDatabase();
    await telemetry.close();
    await rm(folder, { recursive: true });
  }
});

test('what is backed up comes back byte for byte, of every collection', async () => {
  const one = await openEmpty();
  const unit = { communityId: 'c', clusterId: 'k', unitId: 'E001' };
  const documents = Array.from({ length: 2_500 }, (_, i) => unitDataDocument(unit, new Date(i * 1_000)));
  await one.telemetry.db.collection('unitData').insertMany(documents);
  const numbers = { int: new Int32(7), double: new Double(7), long: Long.fromString('9007199254740993'), text: '漢字' };
  for (const name of backedUpCollections) await one.telemetry.db.collection(name).insertOne({ ...numbers });
  const counts = await backUpCollections(one.telemetry, one.folder);
  expect(counts).toMatchObject({ unitData: 2_501, deal: 1, downtimeUnread: 1 });
  const two = await openEmpty();
  expect(await restoreCollections(two.telemetry, one.folder)).toEqual(counts);
  await backUpCollections(two.telemetry, two.folder);
  for (const name of backedUpCollections) {
    const [before, after] = await Promise.all([one, two].map(({ folder }) => readFile(join(folder, `${name}.bson`))));
    expect(after?.equals(before ?? Buffer.alloc(0)), name).toBe(true);
  }
  await expect(restoreCollections(two.telemetry, one.folder)).rejects.toThrow('already');
});

test('a file that breaks off, or is none of ours, is refused by name', async () => {
  const one = await openEmpty();
  await one.telemetry.db.collection('deal').insertOne({ dealId: 'd' });
  await backUpCollections(one.telemetry, one.folder);
  const file = join(one.folder, 'deal.bson');
  await truncate(file, 10);
  const two = await openEmpty();
  await expect(restoreCollections(two.telemetry, one.folder)).rejects.toThrow('deal.bson is damaged');
  await writeFile(file, 'no BSON at all');
  const three = await openEmpty();
  await expect(restoreCollections(three.telemetry, one.folder)).rejects.toThrow('deal.bson is damaged');
});
