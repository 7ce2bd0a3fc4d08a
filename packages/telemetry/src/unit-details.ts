import type { ClusterRef } from '@commonwatt/domain/refs';
import { readUnitDetails, type UnitDetails } from '@commonwatt/domain/unit-details';
import { type Telemetry, unitDataCollection } from './telemetry.ts';
import { newestSamplesFilter } from './unit-data.ts';

const unitsReadAtOnce = 16;

/**
 * The details of units as they reported them last, however long ago; none of a unit that never did. Served, for each of
 * them, by (community, cluster, unit, datasetId).
 */
export async function listUnitDetails(
  telemetry: Telemetry,
  { cluster, unitIds }: { cluster: ClusterRef; unitIds: readonly string[] },
): Promise<({ unitId: string } & UnitDetails)[]> {
  const details: ({ unitId: string } & UnitDetails)[] = [];
  for (let i = 0; i < unitIds.length; i += unitsReadAtOnce) {
    const read = unitIds.slice(i, i + unitsReadAtOnce).map(async (unitId) => {
      const document = await unitDataCollection(telemetry).findOne(newestSamplesFilter({ ...cluster, unitId }), {
        sort: { datasetId: -1 },
        projection: detailProjection,
      });
      return document === null ? [] : [{ unitId, ...readUnitDetails(document) }];
    });
    details.push(...(await Promise.all(read)).flat());
  }
  return details;
}

const detailProjection = {
  _id: 0,
  'emu.ups_output_voltage': 1,
  'emu.ups_input_voltage': 1,
  'dcdc.meter.vb': 1,
  'dcdc.meter.ib': 1,
  'apis.version': 1,
} as const;
