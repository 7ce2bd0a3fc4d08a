import type { Scenario } from '@commonwatt/domain/scenario';
import { rsocPercent, runBattery } from './battery.ts';
import type { SimulatedHome } from './cluster.ts';
import type { ConverterState } from './converter.ts';

/** A home at an instant. Powers are means (W) over its last step. */
export type HomeState = {
  storedWh: number;
  solarW: number;
  loadW: number;
  /** Taken from the AC grid. */
  acGridW: number;
  /** Battery terminals without what passes the DC/DC converter: positive = charging. */
  ownBatteryW: number;
  /** The house is fed from the AC grid because the battery is low. */
  isBypassed: boolean;
  /** The battery, nearly empty, is charged from the AC grid. */
  isAcCharging: boolean;
  energy: HomeEnergy;
  localScenario: Scenario;
  /** The one that the Service Center gave last; null: the local one applies. */
  chosenScenario: Scenario | null;
};

/** Running totals (Wh) since the world began. What came in and did not go out is stored or lost. */
export type HomeEnergy = {
  solarWh: number;
  acGridWh: number;
  loadWh: number;
  /** Left the battery for the DC grid, and arrived from it, both on the battery's side of the converter. */
  givenWh: number;
  receivedWh: number;
  /** Heat of a running converter: what leaves one battery and does not arrive in another. */
  converterLossWh: number;
  /** Heat of everything else: inverter, control, battery, waiting converter. */
  ownLossWh: number;
};

export const noEnergy: HomeEnergy = {
  solarWh: 0,
  acGridWh: 0,
  loadWh: 0,
  givenWh: 0,
  receivedWh: 0,
  converterLossWh: 0,
  ownLossWh: 0,
};

/** What a home could get and wants, W. */
export type HomeInput = { solarW: number; loadW: number };

const controlW = 8;
const inverterIdleW = 12;
const inverterShare = 0.05;
const acChargingW = 150;
const acChargingLossW = 10;
/** Hysteresis of the AC supply, % state of charge (as apis-emulator's homes have it). */
const bypass = { onAt: 30, offAt: 35 };
const acCharging = { onAt: 20, offAt: 25 };

/** Moves a home on by `hours`, with its input and its converter constant meanwhile. Changes `state`. */
export function runHome(
  home: SimulatedHome,
  state: HomeState,
  input: HomeInput,
  converter: ConverterState,
  hours: number,
): void {
  const { battery } = home;
  const rsoc = rsocPercent(battery, state.storedWh);
  state.isBypassed = state.isBypassed ? rsoc < bypass.offAt : rsoc <= bypass.onAt;
  state.isAcCharging = state.isAcCharging ? rsoc < acCharging.offAt : rsoc <= acCharging.onAt;
  const inverterLossW = state.isBypassed ? inverterIdleW : inverterIdleW + inverterShare * input.loadW;
  const fromBatteryW = controlW + (state.isBypassed ? 0 : input.loadW + inverterLossW);
  const chargingW = state.isAcCharging ? acChargingW : 0;
  const wantedW = input.solarW + chargingW - fromBatteryW + converter.batteryPowerW;
  const flow = runBattery(battery, state.storedWh, wantedW, hours);
  // What a full battery refuses is first not taken from the panels; what an empty one lacks comes from the AC grid.
  const curtailedWh = Math.min(Math.max(0, flow.refusedWh), input.solarW * hours);
  const spilledWh = Math.max(0, flow.refusedWh) - curtailedWh;
  const missingWh = Math.max(0, -flow.refusedWh);
  const acLoadW = state.isBypassed ? input.loadW + inverterLossW : 0;
  const acGridWh = (acLoadW + chargingW + (state.isAcCharging ? acChargingLossW : 0)) * hours + missingWh;
  const solarWh = input.solarW * hours - curtailedWh;
  const ownLossW = controlW + inverterLossW + (state.isAcCharging ? acChargingLossW : 0);
  state.storedWh = flow.storedWh;
  state.solarW = solarWh / hours;
  state.loadW = input.loadW;
  state.acGridW = acGridWh / hours;
  state.ownBatteryW = flow.terminalWh / hours - converter.batteryPowerW;
  book(state.energy, { solarWh, acGridWh, loadWh: input.loadW * hours });
  state.energy.ownLossWh += ownLossW * hours + flow.lossWh + spilledWh;
  bookConverter(state.energy, converter, hours);
}

function book(
  energy: HomeEnergy,
  { solarWh, acGridWh, loadWh }: { solarWh: number; acGridWh: number; loadWh: number },
) {
  energy.solarWh += solarWh;
  energy.acGridWh += acGridWh;
  energy.loadWh += loadWh;
}

function bookConverter(energy: HomeEnergy, converter: ConverterState, hours: number): void {
  const { mode, gridPowerW, batteryPowerW } = converter;
  const lossWh = (gridPowerW - batteryPowerW) * hours;
  if (mode === 'wait') {
    energy.ownLossWh += lossWh;
    return;
  }
  energy.converterLossWh += lossWh;
  if (batteryPowerW >= 0) energy.receivedWh += batteryPowerW * hours;
  else energy.givenWh -= batteryPowerW * hours;
}
