import { type Db, Double, Long, MongoClient, ObjectId } from 'mongodb';
import type { Place } from './installation.ts';

/** A community that no simulator of ours makes: the test writes its documents as the Java programs write them. */
export type ForeignCommunity = {
  communityId: string;
  clusterId: string;
  writeUnit(sample: UnitSample): Promise<void>;
  /** A report of each of `unitIds` now and each second from now on, until `stop`. */
  keepReporting(unitIds: string[]): { stop(): Promise<void> };
  writeDeal(deal: DealFigures): Promise<void>;
  writeLog(line: LogFigures): Promise<void>;
  /** What the monitors found of a unit that began to report at `since`: when it was down. */
  writeDowntimes(unitId: string, since: Date, downtimes: DowntimeFigures[]): Promise<void>;
};

/** A line of apis-main of a unit or, without one, of apis-ccc. */
export type LogFigures = {
  unitId?: string;
  level?: 'FINE' | 'INFO' | 'WARNING' | 'SEVERE';
  message: string;
  at?: Date;
};

export type DowntimeFigures = { from: Date; to: Date | null; cause: 'loss' | 'mode' };

export type UnitSample = { unitId: string; at: Date; solarW?: number; loadW?: number; isGridMaster?: boolean };

export type DealFigures = {
  from: string;
  to: string;
  createdAt: Date;
  movedWh: number;
  isRunning: boolean;
  /** Fields that differ from those of a deal that went well. */
  fields?: Record<string, unknown>;
};

const reportEveryMs = 1_000;
const dealReportEveryMs = 5_000;

/** Works with a cluster of the demo's database; its units still have to be registered. */
export async function withForeignCommunity<Result>(
  { mongodbUri }: Place,
  ref: { communityId: string; clusterId: string },
  work: (community: ForeignCommunity) => Promise<Result>,
): Promise<Result> {
  const client = new MongoClient(mongodbUri);
  try {
    return await work(foreignCommunity(client.db('apis_demo'), ref));
  } finally {
    await client.close();
  }
}

function foreignCommunity(db: Db, ref: { communityId: string; clusterId: string }): ForeignCommunity {
  const writeUnit = async (sample: UnitSample) => {
    await db.collection('unitData').insertOne(unitDocument(ref, sample));
  };
  return {
    ...ref,
    writeUnit,
    keepReporting(unitIds) {
      const report = () =>
        Promise.all(unitIds.map((unitId, i) => writeUnit({ unitId, at: new Date(), isGridMaster: i === 0 })));
      let latest: Promise<unknown> = report();
      const timer = setInterval(() => {
        latest = report();
      }, reportEveryMs);
      return {
        async stop() {
          clearInterval(timer);
          await latest;
        },
      };
    },
    async writeDowntimes(unitId, since, downtimes) {
      const lastTime = new Date();
      const status = { ...ref, unitId, firstTime: since, lastTime, reportedMs: lastTime.getTime(), open: null };
      await db.collection('downtimeStatus').insertOne(status);
      for (const { from, to, cause } of downtimes) {
        const downtime = { ...ref, unitId, downDateTime: from, recoveryDateTime: to, cause };
        await db.collection('downtime').insertOne(downtime);
      }
    },
    async writeLog(line) {
      await db.collection('apisLog').insertOne(logDocument(ref, line));
    },
    async writeDeal(deal) {
      await db.collection('deal').insertOne(dealDocument(ref, deal));
    },
  };
}

const northLoop = { communityId: 'hikari_hills', clusterId: 'north_loop' };

/**
 * A deal of North Loop that goes on until `stop`, reported every few seconds: the simulated homes have hours of the night
 * in which none of them deals for a while, and tests that look at a deal must not depend on the time of day.
 */
export async function keepDealRunning({ mongodbUri }: Place): Promise<{ stop(): Promise<void> }> {
  const client = await new MongoClient(mongodbUri).connect();
  const deals = client.db('apis_demo').collection('deal');
  const createdAt = new Date();
  const fields = { dealId: new ObjectId().toHexString(), dealAmountWh: 900 };
  const report = async () => {
    const movedWh = ((Date.now() - createdAt.getTime()) * 350) / 3_600_000;
    const deal = dealDocument(northLoop, { from: 'E019', to: 'E020', createdAt, movedWh, isRunning: true, fields });
    await deals.replaceOne({ dealId: fields.dealId }, deal, { upsert: true });
  };
  await report();
  let latest: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    latest = report();
  }, dealReportEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await latest;
      await client.close();
    },
  };
}

function unitDocument(ref: object, { unitId, at, solarW = 640, loadW = 300, isGridMaster = false }: UnitSample) {
  const mode = { global: 'autonomous', local: null, effective: 'autonomous' };
  return {
    _id: new ObjectId(),
    emu: { pvc_charge_power: new Double(solarW), ups_output_power: new Double(loadW) },
    dcdc: {
      status: { status: '0x0000', alarmState: 'No alarm' },
      meter: { wg: new Double(0), vg: 350.2, ig: new Double(0), tmp: 29.1 },
    },
    battery: { rsoc: new Double(71) },
    time: at,
    oesunit: { ...ref, id: unitId, display: `House ${unitId}`, sn: unitId, budo: '1' },
    apis: {
      version: '3.0.0',
      remaining_capacity_wh: 3_400,
      operation_mode: mode,
      ...(isGridMaster && { is_grid_master: true }),
    },
    datasetId: Long.fromNumber(at.getTime()),
  };
}

function logDocument(ref: object, { unitId, level = 'INFO', message, at = new Date() }: LogFigures) {
  const programId = unitId === undefined ? 'apis-ccc' : 'apis-main';
  return {
    _id: new ObjectId(),
    address: '10.0.0.7:8888',
    ...ref,
    programId,
    ...(unitId !== undefined && { unitId }),
    unitname: unitId ?? programId,
    thread: 'vert.x-eventloop-thread-1',
    datetime: at,
    loglevel: level,
    loggername: 'jp.co.sony.csl.dcoes.apis.main.app.Test',
    message,
  };
}

function dealDocument(ref: object, { from, to, createdAt, movedWh, isRunning, fields }: DealFigures) {
  return {
    dealId: new ObjectId().toHexString(),
    ...ref,
    unitId: to,
    type: 'charge',
    requestUnitId: to,
    acceptUnitId: from,
    chargeUnitId: to,
    dischargeUnitId: from,
    dealAmountWh: 100,
    dealGridCurrentA: new Double(1),
    createDateTime: createdAt,
    activateDateTime: createdAt,
    startDateTime: createdAt,
    cumulateAmountWh: new Double(movedWh),
    ...(!isRunning && { stopDateTime: createdAt, deactivateDateTime: createdAt }),
    reportTime: Long.fromNumber(Math.floor(Date.now() / 1000)),
    ...fields,
  };
}
