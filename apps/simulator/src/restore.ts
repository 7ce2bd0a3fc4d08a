import type { ClusterRef } from '@commonwatt/domain/refs';
import { readUnitData } from '@commonwatt/domain/unit-data';
import type { Db } from 'mongodb';
import { z } from 'zod';
import type { SimulatedCluster } from './cluster.ts';
import { isActive, type SimulatedDeal, voltageReferenceOf } from './deal.ts';
import { gridVoltageV } from './grid-master.ts';
import { createRandom } from './random.ts';
import type { SolarYear } from './recorded-solar.ts';
import { dealsOf, unitDataOf } from './store.ts';
import { createWorld, type World } from './world.ts';

export type Restoring = { cluster: SimulatedCluster; seed: number; solar: SolarYear | null };

/** A deal that was not reported for this long before the last report was already lost then. */
const orphanedAfterS = 300;

/**
 * The world as it was last reported, at `lastReportMs`: battery levels, the grid master, and the deals that were in
 * progress. Deals that were agreed but not energised were never stored and are gone.
 */
export async function restoreWorld(db: Db, lastReportMs: number, restoring: Restoring): Promise<World> {
  const { cluster } = restoring;
  const world = createWorld({ ...restoring, atMs: lastReportMs });
  const samples = await readSamples(db, cluster);
  const homes = new Map(world.homes);
  for (const home of cluster.homes) {
    const state = homes.get(home.unitId);
    const rsoc = samples.get(home.unitId)?.rsocPercent;
    if (state && rsoc != null) homes.set(home.unitId, { ...state, storedWh: (home.battery.capacityWh * rsoc) / 100 });
  }
  const deals = await readOpenDeals(db, cluster.ref, lastReportMs);
  const known = deals.filter((deal) => homes.has(deal.requestUnitId) && homes.has(deal.acceptUnitId));
  const gridMasterId = [...samples].find(([, sample]) => sample.isGridMaster)?.[0] ?? null;
  const isLive = voltageReferenceOf(known) !== null && known.some((deal) => isActive(deal) && !isRamping(deal));
  // Chance goes on from a new place; what depends on time alone (sky, households) goes on as before.
  const random = createRandom(world.seed ^ Math.floor(lastReportMs / 1000));
  return { ...world, homes, deals: known, gridMasterId, busV: isLive ? gridVoltageV : 0, random };
}

async function readSamples(db: Db, { ref, homes }: SimulatedCluster) {
  const place = { 'oesunit.communityId': ref.communityId, 'oesunit.clusterId': ref.clusterId };
  const samples = await Promise.all(
    homes.map(async ({ unitId }) => {
      const last = await unitDataOf(db).findOne({ ...place, 'oesunit.id': unitId }, { sort: { time: -1 } });
      const read = last && readUnitData(last);
      return read?.ok ? ([unitId, read.sample] as const) : null;
    }),
  );
  return new Map(samples.filter((sample) => sample !== null));
}

const date = z.date().transform((value) => value.getTime());
const dateOrNull = date.nullable().default(null);
const numberOrNull = z.number().nullable().default(null);

/** Only what this program wrote itself is restored, so nothing is tolerated here: another's deals are left alone. */
const openDealSchema = z.object({
  dealId: z.string(),
  negotiationId: z.string(),
  type: z.enum(['charge', 'discharge']),
  requestUnitId: z.string(),
  acceptUnitId: z.string(),
  requestDateTime: date,
  acceptDateTime: date,
  requestAmountWh: z.number(),
  acceptAmountWh: z.number(),
  dealAmountWh: z.number(),
  requestPointPerWh: numberOrNull,
  acceptPointPerWh: numberOrNull,
  requestPairUnitId: z.string().nullable().default(null),
  acceptPairUnitId: z.string().nullable().default(null),
  dealGridCurrentA: z.number(),
  chargeUnitEfficientGridVoltageV: z.number(),
  dischargeUnitEfficientGridVoltageV: z.number(),
  createDateTime: date,
  activateDateTime: dateOrNull,
  rampUpDateTime: dateOrNull,
  warmUpDateTime: dateOrNull,
  startDateTime: dateOrNull,
  cumulateDateTime: dateOrNull,
  stopDateTime: dateOrNull,
  isMaster: z.boolean().default(false),
  compensationTargetVoltageReferenceGridCurrentA: numberOrNull,
  chargeUnitCompensatedGridCurrentA: numberOrNull,
  dischargeUnitCompensatedGridCurrentA: numberOrNull,
  cumulateAmountWh: z.number().default(0),
  reset: z.array(z.object({ dateTime: date, reason: z.string() })).default([]),
  abort: z.array(z.object({ dateTime: date, reason: z.string() })).default([]),
});

async function readOpenDeals(db: Db, ref: ClusterRef, lastReportMs: number): Promise<SimulatedDeal[]> {
  const reportTime = { $gt: Math.floor(lastReportMs / 1000) - orphanedAfterS };
  const filter = { ...ref, deactivateDateTime: { $exists: false }, createDateTime: { $lte: new Date(lastReportMs) } };
  const documents = await dealsOf(db)
    .find({ ...filter, reportTime } as object, { sort: { createDateTime: 1 } })
    .toArray();
  return documents.flatMap((document) => {
    const read = openDealSchema.safeParse(document);
    return read.success ? [openDeal(read.data, lastReportMs)] : [];
  });
}

function openDeal(stored: z.infer<typeof openDealSchema>, lastReportMs: number): SimulatedDeal {
  const [abort] = stored.abort;
  const deal: SimulatedDeal = {
    dealId: stored.dealId,
    negotiationId: stored.negotiationId,
    type: stored.type,
    requestUnitId: stored.requestUnitId,
    acceptUnitId: stored.acceptUnitId,
    requestAtMs: stored.requestDateTime,
    acceptAtMs: stored.acceptDateTime,
    requestAmountWh: stored.requestAmountWh,
    acceptAmountWh: stored.acceptAmountWh,
    dealAmountWh: stored.dealAmountWh,
    requestPointPerWh: stored.requestPointPerWh,
    acceptPointPerWh: stored.acceptPointPerWh,
    requestPairUnitId: stored.requestPairUnitId,
    acceptPairUnitId: stored.acceptPairUnitId,
    gridCurrentA: stored.dealGridCurrentA,
    chargeUnitVoltageV: stored.chargeUnitEfficientGridVoltageV,
    dischargeUnitVoltageV: stored.dischargeUnitEfficientGridVoltageV,
    createAtMs: stored.createDateTime,
    activateAtMs: stored.activateDateTime,
    needsRampUp: stored.isMaster && stored.warmUpDateTime === null,
    rampUpAtMs: stored.rampUpDateTime,
    warmUpAtMs: stored.warmUpDateTime,
    startAtMs: stored.startDateTime,
    cumulateAtMs: stored.cumulateDateTime,
    stopAtMs: stored.stopDateTime,
    deactivateAtMs: null,
    isMaster: stored.isMaster,
    targetCurrentA: stored.compensationTargetVoltageReferenceGridCurrentA,
    chargeCurrentA: stored.chargeUnitCompensatedGridCurrentA,
    dischargeCurrentA: stored.dischargeUnitCompensatedGridCurrentA,
    cumulateWh: stored.cumulateAmountWh,
    resets: stored.reset.map(({ dateTime, reason }) => ({ atMs: dateTime, reason })),
    abort: abort ? { atMs: abort.dateTime, reason: abort.reason } : null,
    scram: null,
    dueAtMs: Math.floor(lastReportMs / 1000) * 1000 + 5_000,
  };
  return deal;
}

function isRamping(deal: SimulatedDeal): boolean {
  return deal.needsRampUp && deal.rampUpAtMs === null;
}
