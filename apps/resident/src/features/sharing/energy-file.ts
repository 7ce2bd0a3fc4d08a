import { toHundredths } from '@commonwatt/domain/to-hundredths';
import type { CsvTable } from '@commonwatt/ui/format/csv.ts';

type Flow = 'solarWh' | 'receivedWh' | 'usedWh' | 'gaveWh';
type EnergyBar = { fromMs: number; day: string } & Partial<Record<Flow, number | null>>;

const names: Record<Flow, string> = {
  solarWh: 'solar_wh',
  receivedWh: 'received_wh',
  usedWh: 'used_wh',
  gaveWh: 'gave_wh',
};

/**
 * Bars as a file, by what programs call things: where each begins, by the calendar of the home and as an instant in UTC, and
 * its energy in Wh. What is not known, or still to come, is empty.
 */
export function energyFile(bars: readonly EnergyBar[], flows: readonly Flow[]): CsvTable {
  return {
    heading: ['day', 'from', ...flows.map((flow) => names[flow])],
    rows: bars.map((bar) => [
      bar.day,
      new Date(bar.fromMs).toISOString(),
      ...flows.map((flow) => toHundredths(bar[flow])),
    ]),
  };
}
