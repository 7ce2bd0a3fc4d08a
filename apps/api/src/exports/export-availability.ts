import type { RegisteredCluster } from '@commonwatt/database/communities';
import type { Span, TimeKind } from '@commonwatt/domain/availability';
import { findOutages } from '@commonwatt/domain/outages';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { readAvailability, type UnitAvailability } from '../availability/read-availability.ts';
import { csvPieces } from './csv.ts';
import type { ExportFile } from './send-export.ts';

/** How long each unit of a cluster was up, down, unknown and not in service in a period. */
export async function exportAvailability(
  telemetry: Telemetry,
  cluster: RegisteredCluster,
  asked: { period: Span; now: Date },
): Promise<ExportFile> {
  const { units } = await readAvailability(telemetry, cluster, asked);
  const seconds = (kind: TimeKind) => (unit: UnitAvailability) => unit.times[kind] / 1000;
  const pieces = csvPieces(units, [
    ['unit', ({ unitId }) => unitId],
    ['name', ({ name }) => name],
    ['availability', ({ rate }) => rate],
    ['up_s', seconds('up')],
    ['down_s', seconds('down')],
    ['unknown_s', seconds('unknown')],
    ['not_in_service_s', seconds('notInService')],
    ['outages', ({ spans }) => findOutages(spans).length],
  ]);
  return { format: 'csv', rowCount: units.length, pieces };
}
