import type { IndexDescription } from 'mongodb';
import type { Telemetry } from './telemetry.ts';

const logRetentionS = 365 * 24 * 3600;

/** What the search of log lines insists on, see `logIndex`. */
export const logIndexes = {
  byUnit: { communityId: 1, clusterId: 1, programId: 1, unitId: 1, datetime: 1 },
  byLevel: { communityId: 1, clusterId: 1, loglevel: 1, datetime: 1 },
  byTime: { communityId: 1, clusterId: 1, datetime: 1 },
} as const;

/**
 * Every index by collection. Those marked "shared" have the keys and default names of the old service center, so that
 * both can use one database; the others serve queries that it answered by scanning.
 */
export const indexes: Record<string, IndexDescription[]> = {
  unitData: [
    { key: { 'oesunit.communityId': 1, 'oesunit.clusterId': 1, 'oesunit.id': 1, time: 1 } }, // shared
    { key: { 'oesunit.communityId': 1, 'oesunit.clusterId': 1, datasetId: 1 } }, // shared
    { key: { 'oesunit.communityId': 1, 'oesunit.clusterId': 1, 'oesunit.id': 1, datasetId: 1 } },
  ],
  deal: [
    { key: { communityId: 1, clusterId: 1, createDateTime: 1, reportTime: 1 } }, // shared
    { key: { communityId: 1, clusterId: 1, reportTime: 1 } },
    { key: { communityId: 1, clusterId: 1, createDateTime: 1, dealId: 1 } }, // pages of a list that nothing slips between
    { key: { communityId: 1, clusterId: 1, dischargeUnitId: 1, createDateTime: 1, dealId: 1 } },
    { key: { communityId: 1, clusterId: 1, chargeUnitId: 1, createDateTime: 1, dealId: 1 } },
    { key: { dealId: 1 } }, // apis-ccc looks each deal up by it at every report
  ],
  dealDay: [{ key: { communityId: 1, clusterId: 1, day: 1 } }],
  dealMonth: [{ key: { communityId: 1, clusterId: 1, unitId: 1, month: 1 } }],
  energyDay: [{ key: { communityId: 1, clusterId: 1, unitId: 1, day: 1 } }],
  apisLog: [
    { key: logIndexes.byUnit }, // shared
    { key: { datetime: 1 }, expireAfterSeconds: logRetentionS }, // shared
    { key: logIndexes.byLevel }, // one read per cluster, whatever it says
    { key: logIndexes.byTime }, // staff read on, whatever program it is
  ],
  downtime: [
    { key: { communityId: 1, clusterId: 1, unitId: 1, downDateTime: 1, recoveryDateTime: 1 } }, // shared
    { key: { communityId: 1, clusterId: 1, recoveryDateTime: 1, downDateTime: 1 } }, // those of a period, of all units
  ],
  downtimeStatus: [{ key: { communityId: 1, clusterId: 1, unitId: 1 } }],
  downtimeHour: [{ key: { communityId: 1, clusterId: 1, hour: 1 } }],
  downtimeUnread: [{ key: { communityId: 1, clusterId: 1, from: 1 } }],
};

/** Makes the indexes that are missing; existing ones are left as they are. */
export async function ensureIndexes({ db }: Telemetry): Promise<void> {
  for (const [collection, descriptions] of Object.entries(indexes)) {
    await db.collection(collection).createIndexes(descriptions);
  }
}
