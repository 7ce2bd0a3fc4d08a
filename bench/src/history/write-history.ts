import type { ClusterRef } from '@commonwatt/domain/refs';
import { type Db, Double, Long } from 'mongodb';

// What communities leave behind in years, written as fast as the store takes it. Everything follows from its place in the
// history, so that two runs measure the same.

const dayMs = 86_400_000;
const batchSize = 2_000;

/** Inserts documents in batches; returns how many. */
async function insertAll(db: Db, collection: string, documents: Iterable<object>): Promise<number> {
  let count = 0;
  let batch: object[] = [];
  const flush = async () => {
    if (batch.length > 0) await db.collection(collection).insertMany(batch, { ordered: false });
    count += batch.length;
    batch = [];
  };
  for (const document of documents) {
    batch.push(document);
    if (batch.length >= batchSize) await flush();
  }
  await flush();
  return count;
}

export type DealHistory = { cluster: ClusterRef; unitIds: readonly string[]; dealsPerUnitDay: number };

/** Finished deals, evenly over the days [firstDay, firstDay + days) and among the units. */
export function writeDeals(
  db: Db,
  history: DealHistory,
  { fromMs, days }: { fromMs: number; days: number },
): Promise<number> {
  return insertAll(db, 'deal', deals(history, { fromMs, days }));
}

function* deals(
  { cluster, unitIds, dealsPerUnitDay }: DealHistory,
  { fromMs, days }: { fromMs: number; days: number },
) {
  const perDay = unitIds.length * dealsPerUnitDay;
  for (let i = 0; i < days * perDay; i += 1) {
    const createdMs = fromMs + Math.floor((i * dayMs) / perDay / 1_000) * 1_000;
    const at = (seconds: number) => new Date(createdMs + seconds * 1_000);
    const giver = unitIds[i % unitIds.length];
    const receiver = unitIds[(i + 1 + (i % 7)) % unitIds.length];
    yield {
      unitId: receiver,
      negotiationId: crypto.randomUUID(),
      requestUnitId: receiver,
      acceptUnitId: giver,
      requestDateTime: at(-2),
      acceptDateTime: at(-1),
      requestPointPerWh: 10.5,
      acceptPointPerWh: 9.5,
      requestDealGridCurrentA: 1,
      acceptDealGridCurrentA: 1,
      type: 'charge',
      chargeUnitId: receiver,
      dischargeUnitId: giver,
      pointPerWh: 10.5,
      dealGridCurrentA: 1,
      requestAmountWh: 905,
      acceptAmountWh: 377,
      dealAmountWh: 50,
      dealId: crypto.randomUUID(),
      createDateTime: at(0),
      activateDateTime: at(5),
      warmUpDateTime: at(25),
      startDateTime: at(30),
      cumulateDateTime: at(550),
      cumulateAmountWh: new Double(50 + (i % 40) / 8),
      stopDateTime: at(551),
      deactivateDateTime: at(555),
      ...(i % 97 === 0 ? { abortDateTime: at(551), abortReason: `${giver} : dischargeUnitLowerLimitRsoc` } : {}),
      ...cluster,
      reportTime: Long.fromNumber(Math.floor(createdMs / 1_000) + 560),
    };
  }
}

export type DowntimeHistory = { cluster: ClusterRef; unitIds: readonly string[]; downtimesPerUnitYear: number };

/** A year of downtimes before `untilMs` of each unit, and how far each has been judged, as the worker leaves them. */
export async function writeDowntimes(db: Db, history: DowntimeHistory, untilMs: number): Promise<number> {
  const { cluster, unitIds } = history;
  const statuses = unitIds.map((unitId) => ({
    ...cluster,
    unitId,
    lastTime: new Date(untilMs),
    firstTime: new Date(untilMs - 400 * dayMs),
    reportedMs: untilMs,
    open: null,
  }));
  await insertAll(db, 'downtimeStatus', statuses);
  return insertAll(db, 'downtime', downtimes(history, untilMs));
}

function* downtimes({ cluster, unitIds, downtimesPerUnitYear }: DowntimeHistory, untilMs: number) {
  const everyMs = (365 * dayMs) / downtimesPerUnitYear;
  for (const [u, unitId] of unitIds.entries()) {
    for (let i = 0; i < downtimesPerUnitYear; i += 1) {
      const downMs = Math.floor(untilMs - (downtimesPerUnitYear - i) * everyMs + u * 1_000);
      const { communityId, clusterId } = cluster;
      yield {
        _id: JSON.stringify([communityId, clusterId, unitId, downMs]),
        ...cluster,
        unitId,
        downDateTime: new Date(downMs),
        recoveryDateTime: new Date(downMs + (5 + ((i * 7) % 120)) * 60_000),
        cause: i % 3 === 0 ? 'loss' : 'mode',
      };
    }
  }
}

export type SampleHistory = { clusters: readonly ClusterRef[]; unitIds: readonly string[] };

/** `count` samples, one of each unit of each cluster every 30 s until `untilMs`, of about 1.1 kB. */
export function writeSamples(
  db: Db,
  history: SampleHistory,
  { count, untilMs }: { count: number; untilMs: number },
): Promise<number> {
  return insertAll(db, 'unitData', samples(history, { count, untilMs }));
}

function* samples({ clusters, unitIds }: SampleHistory, { count, untilMs }: { count: number; untilMs: number }) {
  const perReport = clusters.length * unitIds.length;
  const reports = Math.ceil(count / perReport);
  for (let i = 0; i < count; i += 1) {
    const reportMs = untilMs - (reports - 1 - Math.floor(i / perReport)) * 30_000;
    const { communityId, clusterId } = clusters[Math.floor(i / unitIds.length) % clusters.length] ?? {
      communityId: '',
      clusterId: '',
    };
    const id = unitIds[i % unitIds.length];
    yield {
      _id: i.toString(16).padStart(24, '0'),
      apis: {
        version: '3.0.0',
        remaining_capacity_wh: 2_400 + (i % 500),
        deal_interlock_capacity: 2,
        operation_mode: { global: 'autonomous', local: null, effective: 'autonomous' },
      },
      oesunit: {
        communityId,
        clusterId,
        id,
        display: `House ${id}`,
        sn: 'NA',
        budo: '1',
        ip: '192.168.0.31',
        ipv6_ll: 'fe80::20c:29ff:fe0c:1a2b%eth0',
        ipv6_g: 'NA',
        mac: '00:0c:29:0c:1a:2b',
      },
      battery: { rsoc: new Double(50.5), battery_operation_status: 3 },
      emu: {
        pvc_charge_power: 1_200.5,
        pvc_charge_voltage: 240.1,
        pvc_charge_current: 5.1,
        ups_output_power: 320.5,
        ups_output_voltage: 100.1,
        battery_voltage: 50.2,
        battery_current: 4.1,
        battery_rsoc: 50.5,
        rsoc: 50.5,
        ups_operation_mode: { mode: 2, parameter: 0, stop_mode: 0 },
      },
      dcdc: {
        status: {
          status: '0x0000',
          alarmState: 'No alarm',
          statusName: 'Ignore',
          runningState: 'off',
          operationMode: 'Waiting',
        },
        meter: { wg: 0.5, vg: 350.1, ig: 0.1, vb: 51.2, ib: 0.2, wb: 0.1, tmp: 31.5 },
        vdis: { dvg: 349.9, drg: 0.1 },
        param: { dig: 1.1, ogv: 400, ugv: 300, cib: 52, obv: 60, ubv: 40 },
      },
      time: new Date(reportMs),
      datasetId: Long.fromNumber(reportMs),
    };
  }
}
