import type { ConverterMode } from '@commonwatt/domain/converter';
import { chargeUnitId, dischargeUnitId, isActive, isFlowing, type SimulatedDeal } from './deal.ts';

/** What a home's DC/DC converter does; currents and powers are positive into the home. */
export type ConverterState = {
  mode: Exclude<ConverterMode, 'unknown'>;
  /** On the DC grid. */
  gridCurrentA: number;
  gridPowerW: number;
  /** On the battery side: the grid power less the converter's losses. */
  batteryPowerW: number;
};

/** Power (W) that a converter turns into heat: little when waiting, else some always and some of what passes. */
export function converterLossW(mode: ConverterState['mode'], gridPowerW: number): number {
  return mode === 'wait' ? 4.5 : 30 + 0.065 * Math.abs(gridPowerW);
}

/** States of the converters of all units that are not waiting, by unit, on a bus of `busV` volts. */
export function convertersOf(deals: readonly SimulatedDeal[], busV: number): Map<string, ConverterState> {
  const currents = new Map<string, { mode: ConverterState['mode']; gridCurrentA: number }>();
  const add = (unitId: string, mode: ConverterState['mode'], gridCurrentA: number) => {
    const known = currents.get(unitId);
    const isReference = mode === 'voltageReference' || known?.mode === 'voltageReference';
    const total = (known?.gridCurrentA ?? 0) + gridCurrentA;
    currents.set(unitId, { mode: isReference ? 'voltageReference' : mode, gridCurrentA: total });
  };
  for (const deal of deals) {
    if (!isActive(deal)) continue;
    const currentA = isFlowing(deal) ? deal.gridCurrentA : 0;
    add(chargeUnitId(deal), deal.isMaster ? 'voltageReference' : 'charge', currentA);
    if (isFlowing(deal)) add(dischargeUnitId(deal), 'discharge', -currentA);
  }
  return new Map(
    Array.from(currents, ([unitId, { mode, gridCurrentA }]) => [unitId, runningAt(mode, gridCurrentA, busV)]),
  );
}

export function waiting(): ConverterState {
  return { mode: 'wait', gridCurrentA: 0, gridPowerW: 0, batteryPowerW: -converterLossW('wait', 0) };
}

function runningAt(mode: ConverterState['mode'], gridCurrentA: number, busV: number): ConverterState {
  const gridPowerW = gridCurrentA * busV;
  return { mode, gridCurrentA, gridPowerW, batteryPowerW: gridPowerW - converterLossW(mode, gridPowerW) };
}
