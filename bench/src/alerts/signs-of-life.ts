import type { Subject } from '@commonwatt/domain/monitoring/watch';
import type { ClusterRef } from '@commonwatt/domain/refs';
import { type Db, Long, ObjectId } from 'mongodb';

/** One line by which a program shows that it runs. Times are epoch ms. */
export type SignOfLife = {
  subject: Subject;
  /** By the clock of the machine that logs. */
  stampedMs: number;
  storedMs: number;
};

/** What the line of a program looks like to the monitors. */
export function heartbeatOf(subject: Subject): { programId: string; unitId: string | null; message: string } {
  if (subject === 'apis-ccc') return { programId: 'apis-ccc', unitId: null, message: 'reporting unit data ...' };
  const unitId = subject === 'gridMaster' ? 'host-of-grid-master' : subject.slice('unit '.length);
  const message = subject === 'gridMaster' ? `gridMasterUnitId : ${unitId}` : `uri : /get/unit/${unitId}`;
  return { programId: 'apis-main', unitId, message };
}

let lastLine = 0;

/** Stores lines as apis-log does. */
export async function storeSignsOfLife(db: Db, cluster: ClusterRef, signs: readonly SignOfLife[]): Promise<void> {
  if (signs.length === 0) return;
  await db.collection('apisLog').insertMany(signs.map((sign) => lineOf(cluster, sign)));
}

/** Stores a report of apis-ccc, reduced to what tells that it was made. */
export async function storeReport(db: Db, { communityId, clusterId }: ClusterRef, atMs: number): Promise<void> {
  const time = new Date(Math.floor(atMs / 1_000) * 1_000);
  const oesunit = { communityId, clusterId, id: 'host-of-grid-master' };
  await db.collection('unitData').insertOne({ oesunit, time, datasetId: Long.fromNumber(atMs) });
}

/** Stores an error that a unit logs; each has a text of its own. */
export async function storeError(db: Db, cluster: ClusterRef, unitId: string, atMs: number): Promise<void> {
  const document = documentOf(cluster, { programId: 'apis-main', unitId, message: '', level: 'SEVERE' }, atMs, atMs);
  await db.collection('apisLog').insertOne({ ...document, message: `something is wrong, ${document._id}` });
}

function lineOf(cluster: ClusterRef, { subject, stampedMs, storedMs }: SignOfLife) {
  return documentOf(cluster, { ...heartbeatOf(subject), level: 'INFO' }, stampedMs, storedMs);
}

function documentOf(
  cluster: ClusterRef,
  line: { programId: string; unitId: string | null; message: string; level: string },
  stampedMs: number,
  storedMs: number,
) {
  const { programId, unitId, message, level } = line;
  lastLine += 1;
  return {
    _id: idOf(storedMs, lastLine),
    ...cluster,
    programId,
    ...(unitId !== null && { unitId }),
    unitname: unitId ?? programId,
    address: '192.168.0.11:8888',
    thread: 'vert.x-eventloop-thread-1',
    datetime: new Date(stampedMs),
    loglevel: level,
    loggername: 'jp.co.sony.csl.dcoes.apis.bench',
    message,
  };
}

/** An id as a driver makes it at that time: monitors read the time from it. */
function idOf(storedMs: number, number: number): ObjectId {
  const seconds = Math.floor(storedMs / 1_000)
    .toString(16)
    .padStart(8, '0');
  return new ObjectId(`${seconds}${number.toString(16).padStart(16, '0')}`);
}
