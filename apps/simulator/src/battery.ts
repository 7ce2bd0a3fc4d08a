/** A home's battery. Efficiencies are shares of the energy that get through; powers are at its terminals. */
export type Battery = {
  capacityWh: number;
  chargeEfficiency: number;
  dischargeEfficiency: number;
  maxChargeW: number;
  maxDischargeW: number;
};

/** What became of a wanted power; all in Wh. */
export type BatteryFlow = {
  storedWh: number;
  /** At the terminals: positive = charged, negative = discharged. */
  terminalWh: number;
  /** Turned into heat inside the battery. */
  lossWh: number;
  /** Wanted but not taken (positive) or not delivered (negative): full, empty or too strong. */
  refusedWh: number;
};

/** Charges (positive `powerW`) or discharges a battery for `hours`, as far as its limits allow. */
export function runBattery(battery: Battery, storedWh: number, powerW: number, hours: number): BatteryFlow {
  const wantedWh = powerW * hours;
  if (powerW >= 0) {
    const roomWh = Math.max(0, battery.capacityWh - storedWh) / battery.chargeEfficiency;
    const terminalWh = Math.min(wantedWh, battery.maxChargeW * hours, roomWh);
    const gainedWh = terminalWh * battery.chargeEfficiency;
    const lossWh = terminalWh - gainedWh;
    return { storedWh: storedWh + gainedWh, terminalWh, lossWh, refusedWh: wantedWh - terminalWh };
  }
  const availableWh = storedWh * battery.dischargeEfficiency;
  const drawnWh = Math.min(-wantedWh, battery.maxDischargeW * hours, availableWh);
  const spentWh = drawnWh / battery.dischargeEfficiency;
  return {
    storedWh: Math.max(0, storedWh - spentWh),
    terminalWh: -drawnWh,
    lossWh: spentWh - drawnWh,
    refusedWh: wantedWh + drawnWh,
  };
}

/** State of charge, %. */
export function rsocPercent(battery: Battery, storedWh: number): number {
  return Math.min(100, Math.max(0, (100 * storedWh) / battery.capacityWh));
}

/** Terminal voltage (V) at a state of charge and a current (A, positive = charging). */
export function batteryVoltageV(rsoc: number, currentA: number): number {
  return 48.2 + 4.6 * (rsoc / 100) + 0.02 * currentA;
}

/** A usual home battery of some capacity. */
export function lithiumBattery(capacityWh: number): Battery {
  return { capacityWh, chargeEfficiency: 0.97, dischargeEfficiency: 0.97, maxChargeW: 3200, maxDischargeW: 3000 };
}
