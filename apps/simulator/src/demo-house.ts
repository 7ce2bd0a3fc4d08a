import { type Battery, lithiumBattery } from './battery.ts';
import type { HouseholdType } from './household.ts';
import type { Panels } from './sky.ts';

/** What is behind the walls of one home of the demo. */
export type DemoHouse = {
  unitId: string;
  household: HouseholdType;
  dailyWh: number;
  panels: Panels | null;
  battery: Battery;
  /** Name of the scenario in the home's local file. */
  scenario: string;
  startRsocPercent: number;
};

/** One line of a table of homes; `peakKw` 0: no panels; `facing` in degrees clockwise from north. */
export type DemoHouseRow = readonly [
  unitId: string,
  household: HouseholdType,
  dailyKwh: number,
  peakKw: number,
  facing: number,
  batteryKwh: number,
  scenario: string,
  startRsocPercent: number,
];

export function demoHouse(row: DemoHouseRow): DemoHouse {
  const [unitId, household, dailyKwh, peakKw, facing, batteryKwh, scenario, startRsocPercent] = row;
  return {
    unitId,
    household,
    dailyWh: dailyKwh * 1000,
    panels: peakKw === 0 ? null : { peakW: peakKw * 1000, tilt: 24, azimuth: facing },
    battery: lithiumBattery(batteryKwh * 1000),
    scenario,
    startRsocPercent,
  };
}
