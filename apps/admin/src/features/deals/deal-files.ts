import { toHundredths } from '@commonwatt/domain/to-hundredths';
import type { CsvTable } from '@commonwatt/ui/format/csv.ts';
import type { DealBar } from './deal-bars.ts';
import type { PairSum } from './pair-sums.ts';

/** The bars of the hours, days or months; what is still to come is empty. */
export function hourFile(bars: readonly DealBar[]): CsvTable {
  return {
    heading: ['from', 'to', 'amount_wh', 'deals', 'average_wh'],
    rows: bars.map(({ fromMs, toMs, amountWh, dealCount, averageWh }) => [
      new Date(fromMs).toISOString(),
      new Date(toMs).toISOString(),
      toHundredths(amountWh),
      amountWh === null ? null : dealCount,
      toHundredths(averageWh),
    ]),
  };
}

/** What each unit gave and received. */
export function unitFile(units: readonly { unitId: string; gaveWh: number; receivedWh: number }[]): CsvTable {
  return {
    heading: ['unit', 'gave_wh', 'received_wh'],
    rows: units.map(({ unitId, gaveWh, receivedWh }) => [unitId, toHundredths(gaveWh), toHundredths(receivedWh)]),
  };
}

/** What each pair shared: a row for each giver and receiver. */
export function pairFile(pairs: readonly PairSum[]): CsvTable {
  return {
    heading: ['giver', 'receiver', 'amount_wh', 'deals'],
    rows: pairs.map(({ dischargeUnitId, chargeUnitId, amountWh, dealCount }) => [
      dischargeUnitId,
      chargeUnitId,
      toHundredths(amountWh),
      dealCount,
    ]),
  };
}
