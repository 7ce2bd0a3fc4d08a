import type { Home } from '@commonwatt/database/communities';
import type { Span } from '@commonwatt/domain/availability';
import { type CalendarKind, periodOf } from '@commonwatt/domain/calendar';
import { isToCome, localDays, localHours, localMonths } from '@commonwatt/domain/calendar-slots';
import { type EnergySum, energyBySlot } from '@commonwatt/domain/energy-day';
import { type HomeSum, sumHomeDeals } from '@commonwatt/domain/home-sharing';
import { streamDealFigures } from '@commonwatt/telemetry/deal-history';
import { listEnergyDays } from '@commonwatt/telemetry/energy-days';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';

/** Energy in Wh. Null: nothing was reported (solar, use), or the slot is still to come (given, received). */
export type EnergyBar = Span & EnergySum & { [Key in keyof HomeSum]: number | null };

export type HomeEnergy = { fromDay: string; toDay: string; bars: EnergyBar[]; totals: EnergySum & HomeSum };

/** What a home made, used, gave and received: by hour of a day, by day of a week or month, by month of a year. */
export async function readHomeEnergy(
  telemetry: Telemetry,
  { ref: unit, timeZone }: Home,
  { kind, day, now }: { kind: CalendarKind; day: string; now: Date },
): Promise<HomeEnergy> {
  const { unitId, ...cluster } = unit;
  const { fromDay, toDay } = periodOf(kind, day);
  const slots = slotsOf(kind, fromDay, toDay, timeZone);
  const range = { fromMs: slots[0]?.fromMs ?? 0, toMs: slots.at(-1)?.toMs ?? 0 };
  const period = { from: new Date(range.fromMs), to: new Date(range.toMs) };
  const [days, deals] = await Promise.all([
    listEnergyDays(telemetry, unit, range),
    sumHomeDeals(streamDealFigures(telemetry, { cluster, unitId, period, now }), unitId, slots),
  ]);
  const energy = energyBySlot(days, slots);
  const [whole = { solarWh: null, usedWh: null }] = energyBySlot(days, [range]);
  const { gaveWh, receivedWh } = deals.totals;
  return {
    fromDay,
    toDay,
    bars: slots.map((slot, i) => energyBar(slot, energy[i], deals.slots[i], now)),
    totals: { ...whole, gaveWh, receivedWh },
  };
}

function slotsOf(kind: CalendarKind, fromDay: string, toDay: string, timeZone: string): Span[] {
  if (kind === 'day') return localHours(fromDay, timeZone);
  if (kind === 'year') return localMonths(fromDay.slice(0, 4), timeZone);
  return localDays(fromDay, toDay, timeZone);
}

function energyBar(
  slot: Span,
  energy: EnergySum = { solarWh: null, usedWh: null },
  { gaveWh, receivedWh }: HomeSum = { gaveWh: 0, receivedWh: 0 },
  now: Date,
): EnergyBar {
  const isEmpty = gaveWh === 0 && receivedWh === 0;
  const shared = isToCome(slot, { now, isEmpty }) ? { gaveWh: null, receivedWh: null } : { gaveWh, receivedWh };
  return { fromMs: slot.fromMs, toMs: slot.toMs, ...energy, ...shared };
}
