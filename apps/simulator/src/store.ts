import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Db } from 'mongodb';
import type { DealDocument } from './deal-document.ts';
import type { LogDocument } from './log-document.ts';
import type { UnitDataDocument } from './unit-data-document.ts';

/** The collections under the names that their readers expect. */
export function unitDataOf(db: Db) {
  return db.collection<UnitDataDocument>('unitData');
}

export function dealsOf(db: Db) {
  return db.collection<DealDocument>('deal');
}

export function logsOf(db: Db) {
  return db.collection<LogDocument>('apisLog');
}

/** Inserts one after another, never in bulk: so does apis-ccc. */
export async function insertUnitData(db: Db, documents: readonly UnitDataDocument[]): Promise<void> {
  for (const document of documents) await unitDataOf(db).insertOne(document);
}

/** Replaces the whole document of this deal, or makes one, whose `_id` the server gives. */
export async function saveDeal(db: Db, document: DealDocument): Promise<void> {
  await dealsOf(db).findOneAndReplace({ dealId: document.dealId }, document, { upsert: true });
}

export async function insertLogs(db: Db, documents: readonly LogDocument[]): Promise<void> {
  for (const document of documents) await logsOf(db).insertOne(document);
}

/** When (epoch ms) a cluster was last reported; null: never. */
export async function findLastReportMs(db: Db, ref: ClusterRef): Promise<number | null> {
  const filter = { 'oesunit.communityId': ref.communityId, 'oesunit.clusterId': ref.clusterId };
  const last = await unitDataOf(db).findOne(filter, { sort: { datasetId: -1 }, projection: { datasetId: 1 } });
  return last === null ? null : Number(last.datasetId);
}
