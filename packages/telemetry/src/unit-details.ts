import type { ClusterRef } from '@commonwatt/domain/refs';
import { readUnitDetails, type UnitDetails } from '@commonwatt/domain/unit-details';
import { readInParts } from './read-in-parts.ts';
import { type Telemetry, unitDataCollection } from './telemetry.ts';
import { newestSamplesFilter } from './unit-data.ts';

/**
 * The details of units as they reported them last, however long ago; none of a unit that never did. Served, for each of
 * them, by (community, cluster, unit, datasetId).
 */
export async function listUnitDetails(
  telemetry: Telemetry,
  { cluster, unitIds }: { cluster: ClusterRef; unitIds: readonly string[] },
): Promise<({ unitId: string } & UnitDetails)[]> {
  const details: ({ unitId: string } & UnitDetails)[] = [];
  const parts = readInParts(unitIds, async (unitId) => {
    const document = await unitDataCollection(telemetry).findOne(newestSamplesFilter({ ...cluster, unitId }), {
      sort: { datasetId: -1 },
      projection: detailProjection,
    });
    return document === null ? [] : [{ unitId, ...readUnitDetails(document) }];
  });
  for await (const part of parts) details.push(...part.flat());
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
