import { integratePower, type MeasuredEnergy } from '@commonwatt/domain/energy';
import { energyGapMs } from '@commonwatt/domain/energy-day';
import { localDayOf, localDayRange } from '@commonwatt/domain/local-day';
import type { UnitRef } from '@commonwatt/domain/refs';
import { sumUnitDeals } from '@commonwatt/telemetry/deals';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { listUnitReadings } from '@commonwatt/telemetry/unit-data';

export type Today = {
  /** The local day, `YYYY-MM-DD`. */
  day: string;
  since: Date;
  /** Null when the home reported no such power today. */
  solarWh: number | null;
  usedWh: number | null;
  gaveWh: number;
  receivedWh: number;
};

/** Energy (Wh) of a home since local midnight. Deals count by the moment they were made. */
export async function readToday(
  telemetry: Telemetry,
  { unit, timeZone, now }: { unit: UnitRef; timeZone: string; now: Date },
): Promise<Today> {
  const day = localDayOf(now, timeZone);
  const { from } = localDayRange(day, timeZone);
  const to = new Date(now.getTime() + 1);
  const [readings, deals] = await Promise.all([
    listUnitReadings(telemetry, { unit, from, to }),
    sumUnitDeals(telemetry, { unit, from, to }),
  ]);
  const solar = integratePower(
    readings.map(({ at, solarW }) => ({ at, powerW: solarW })),
    energyGapMs,
  );
  const used = integratePower(
    readings.map(({ at, loadW }) => ({ at, powerW: loadW })),
    energyGapMs,
  );
  return { day, since: from, solarWh: known(solar), usedWh: known(used), ...deals };
}

function known({ amountWh, coveredMs }: MeasuredEnergy): number | null {
  return coveredMs > 0 ? amountWh : null;
}
