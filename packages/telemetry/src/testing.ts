import type { ClusterRef, UnitRef } from '@commonwatt/domain/refs';
import { Long } from 'mongodb';
import { inject } from 'vitest';
import { ensureIndexes } from './indexes.ts';
import { openTelemetry, type Telemetry } from './telemetry.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The MongoDB that all integration tests share; each test writes for a community of its own. */
    mongodbUri: string;
  }
}

/** The shared MongoDB with its indexes. */
export async function openTestTelemetry(): Promise<Telemetry> {
  const telemetry = openTelemetry({ uri: inject('mongodbUri'), database: 'commonwatt_test', monitorCommands: true });
  await ensureIndexes(telemetry);
  return telemetry;
}

/** A `unitData` document as apis-ccc writes it, reduced to what is read; `parts` replaces or adds root fields. */
export function unitDataDocument(unit: UnitRef, at: Date, parts: object = {}): Record<string, unknown> {
  const { communityId, clusterId, unitId: id } = unit;
  return {
    oesunit: { communityId, clusterId, id, display: `House ${id}`, budo: '1' },
    time: new Date(Math.floor(at.getTime() / 1000) * 1000),
    datasetId: Long.fromNumber(at.getTime()),
    battery: { rsoc: 50.5, battery_operation_status: 3 },
    emu: { pvc_charge_power: 1200, ups_output_power: 300, battery_voltage: 50, battery_current: 4 },
    dcdc: {
      status: { status: '0x0000', alarmState: 'No alarm' },
      meter: { wg: 0, vg: 350.1, ig: 0, vb: 51, ib: 0, tmp: 31 },
    },
    apis: {
      remaining_capacity_wh: 2424,
      deal_interlock_capacity: 2,
      operation_mode: { global: 'autonomous', local: null, effective: 'autonomous' },
    },
    ...parts,
  };
}

/** A running `deal` document as apis-ccc writes it. */
export function dealDocument(
  cluster: ClusterRef,
  deal: { dealId: string; dischargeUnitId: string; chargeUnitId: string; at: Date },
  parts: object = {},
): Record<string, unknown> {
  const { at, ...ids } = deal;
  return {
    ...ids,
    ...cluster,
    unitId: deal.chargeUnitId,
    type: 'charge',
    requestUnitId: deal.chargeUnitId,
    acceptUnitId: deal.dischargeUnitId,
    dealAmountWh: 50,
    cumulateAmountWh: 12.5,
    dealGridCurrentA: 1,
    createDateTime: new Date(at.getTime() - 120_000),
    activateDateTime: new Date(at.getTime() - 110_000),
    startDateTime: new Date(at.getTime() - 100_000),
    reportTime: Long.fromNumber(Math.floor(at.getTime() / 1000)),
    ...parts,
  };
}

/** An `apisLog` document as apis-log writes it; `_id` is left to the driver. */
export function logDocument(
  cluster: ClusterRef,
  line: { programId: string; unitId?: string; atMs: number; message?: string; level?: string; logger?: string },
): Record<string, unknown> {
  const { programId, unitId, atMs, message, level = 'INFO', logger = 'jp.co.sony.csl.dcoes.apis.test' } = line;
  return {
    ...cluster,
    programId,
    ...(unitId !== undefined && { unitId }),
    unitname: unitId ?? programId,
    address: '192.168.0.11:8888',
    thread: 'vert.x-eventloop-thread-1',
    datetime: new Date(atMs),
    loglevel: level,
    loggername: logger,
    ...(message !== undefined && { message }),
  };
}
