import type { ClusterRef } from '@commonwatt/domain/refs';
import { Double, Long } from 'mongodb';

/** Periods as apis-main and apis-ccc are shipped (s). */
export const samplePeriodS = 30;
const linePeriodS = 5;

export type Community = {
  clusters: readonly ClusterRef[];
  unitIds: readonly string[];
  isHeard: (cluster: ClusterRef, unitId: string) => boolean;
};

type Moment = { second: number; atMs: number };

/** The samples that are due in a second: each cluster reports all its units at once, the clusters one after another. */
export function samples({ clusters, unitIds, isHeard }: Community, { second, atMs }: Moment): object[] {
  return clusters
    .filter((_, i) => i % samplePeriodS === second % samplePeriodS)
    .flatMap((cluster) =>
      unitIds
        .filter((unitId) => isHeard(cluster, unitId))
        .map((unitId) => ({
          oesunit: { ...cluster, id: unitId, display: `House ${unitId}`, sn: 'NA', budo: '1', ip: '192.168.0.31' },
          time: new Date(atMs - 1_000),
          datasetId: Long.fromNumber(atMs),
          battery: { rsoc: new Double(50 + (second % 40) / 2), battery_operation_status: 3 },
          emu: { pvc_charge_power: 1_200.5, ups_output_power: 320.5, battery_voltage: 50.2, battery_current: 4.1 },
          dcdc: {
            status: { status: '0x0000', alarmState: 'No alarm', statusName: 'Waiting' },
            meter: { wg: 0, vg: 350.1, ig: 0, wb: 0, vb: 51.2, ib: 0, tmp: 31 },
          },
          apis: {
            version: '3.0.0',
            remaining_capacity_wh: 2_424,
            deal_interlock_capacity: 2,
            operation_mode: { global: 'autonomous', local: null, effective: 'autonomous' },
          },
        })),
    );
}

/** The lines that are due in a second: of the units in turn, of apis-ccc and of the grid master. */
export function logLines({ clusters, unitIds, isHeard }: Community, { second, atMs }: Moment): object[] {
  return clusters.flatMap((cluster, c) => {
    const line = (programId: string, unitId: string | undefined, logger: string, message: string) => ({
      address: '192.168.0.31:8888',
      ...cluster,
      programId,
      ...(unitId === undefined ? {} : { unitId }),
      unitname: unitId ?? programId,
      thread: 'vert.x-eventloop-thread-2',
      datetime: new Date(atMs),
      loglevel: 'INFO',
      loggername: `jp.co.sony.csl.dcoes.apis.${logger}`,
      message,
    });
    const isDue = (place: number, periodS: number) => place % periodS === second % periodS;
    const master = unitIds[0];
    return [
      ...unitIds
        .filter((unitId, u) => isDue(u, linePeriodS) && isHeard(cluster, unitId))
        .map((unitId) => line('apis-main', unitId, 'main.app.controller.DataAcquisition', `uri : /get/unit/${unitId}`)),
      ...(isDue(c, linePeriodS) && master !== undefined
        ? [line('apis-main', master, 'main.app.mediator.GridMasterManagement', `gridMasterUnitId : ${master}`)]
        : []),
      ...(isDue(c, samplePeriodS)
        ? [line('apis-ccc', undefined, 'tools.ccc.UnitDataReporting', 'reporting unit data ...')]
        : []),
    ];
  });
}
