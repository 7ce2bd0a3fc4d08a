import { Double, Long } from 'mongodb';
import { batteryVoltageV, rsocPercent } from './battery.ts';
import { dealSlots, type SimulatedCluster, type SimulatedHome } from './cluster.ts';
import { type Conditions, unitMode } from './conditions.ts';
import { type ConverterState, convertersOf, waiting } from './converter.ts';
import { involves } from './deal.ts';
import { gridVoltageV } from './grid-master.ts';
import type { HomeState } from './home.ts';
import { type LocalTime, localTimeAt } from './local-clock.ts';
import { remainingWh } from './negotiation.ts';
import { noiseAt, seedOf } from './noise.ts';
import type { World } from './world.ts';

export type UnitDataDocument = { _id: string; datasetId: Long; time: Date } & Record<string, unknown>;

export type UnitDataReport = {
  world: World;
  conditions: Conditions;
  /** Clock of apis-ccc: one stamp for all units of a report. */
  datasetId: number;
  /** How far a unit's own clock is ahead, ms. */
  clockSkewMs: (unitId: string) => number;
  nextId: (atMs: number) => string;
};

/**
 * One report of apis-ccc: a document for every unit that answers the grid master, in the shape of a `dcdc_v1` site.
 * No grid master, no data: the list is empty.
 */
export function unitDataDocuments({ world, conditions, ...report }: UnitDataReport): UnitDataDocument[] {
  if (world.gridMasterId === null) return [];
  const converters = convertersOf(world.deals, gridVoltageV);
  const idle = waiting();
  return world.cluster.homes.flatMap((home) => {
    const state = world.homes.get(home.unitId);
    if (!state || conditions.silentUnits.has(home.unitId)) return [];
    const converter = converters.get(home.unitId) ?? idle;
    return [unitDataDocument({ world, conditions, ...report }, home, state, converter)];
  });
}

function unitDataDocument(
  { world, conditions, datasetId, clockSkewMs, nextId }: UnitDataReport,
  home: SimulatedHome,
  state: HomeState,
  converter: ConverterState,
): UnitDataDocument {
  const seed = seedOf(world.seed, home.unitId);
  // Homes look at their devices every 5 s, each at its own moment, and stamp the whole second.
  const takenAtMs = world.atMs - Math.floor(noiseAt(seed, 0) * 5) * 1000;
  const timeMs = Math.floor((takenAtMs + clockSkewMs(home.unitId)) / 1000) * 1000;
  const meter = createMeter(seed, Math.floor(takenAtMs / 1000));
  const batteryW = state.ownBatteryW + converter.batteryPowerW;
  const rsoc = rsocPercent(home.battery, state.storedWh);
  return {
    _id: nextId(datasetId),
    dcdc: dcdcPart({ world, home, state, converter, rsoc, meter }),
    emu: emuPart(home, state, { batteryW, rsoc, time: localTimeAt(timeMs, world.cluster.timeZone), meter }),
    battery: { rsoc: double(rsoc), battery_operation_status: 3 },
    time: new Date(timeMs),
    oesunit: oesunitPart(world.cluster, home, unitMode(conditions, home.unitId)),
    apis: apisPart(world, conditions, home, state),
    datasetId: Long.fromNumber(datasetId),
  };
}

const statuses = {
  wait: { status: '0x0000', operationMode: 'Waiting', alarm: '0000 0000 0000', dvg: 349.99 },
  voltageReference: { status: '0x0014', operationMode: 'Grid Autonomy', alarm: '0000 0000 0001', dvg: 350 },
  charge: { status: '0x0041', operationMode: 'Heteronomy CV', alarm: '0000 0000 0001', dvg: 350 },
  discharge: { status: '0x0002', operationMode: 'Heteronomy CV', alarm: '0000 0000 0002', dvg: 380 },
} satisfies Record<ConverterState['mode'], unknown>;

type DcdcInput = {
  world: World;
  home: SimulatedHome;
  state: HomeState;
  converter: ConverterState;
  rsoc: number;
  meter: Meter;
};

function dcdcPart({ world, state, converter, rsoc, meter }: DcdcInput) {
  const { mode, gridCurrentA, gridPowerW, batteryPowerW } = converter;
  const { status, operationMode, alarm, dvg } = statuses[mode];
  const { gridCurrentCapacityA } = world.cluster.policy;
  const isWaiting = mode === 'wait';
  const limitA = mode === 'voltageReference' ? gridCurrentCapacityA : Math.abs(gridCurrentA);
  const batteryV = batteryVoltageV(rsoc, batteryPowerW / 50);
  return {
    status: {
      status,
      alarmState: 'No alarm',
      statusName: 'Ignore',
      alarm,
      runningState: runningState(converter),
      operationMode,
    },
    powermeter: powermeterPart(state, meter),
    meter: {
      wg: measured(isWaiting ? meter.near(-2.4, 0.4) : meter.near(gridPowerW, 0.6)),
      tmp: measured(meter.near(25 + 7 * (Math.abs(gridPowerW) / 700) + 3 * (state.solarW / 5000), 0.3)),
      vb: measured(meter.near(batteryV, 0.03)),
      wb: measured(meter.near(isWaiting ? -12 : batteryPowerW, 0.5)),
      vg: measured(Math.max(0, meter.near(world.busV, 0.15))),
      ib: measured((isWaiting ? -12 : batteryPowerW) / batteryV),
      ig: isWaiting ? 0 : measured(meter.near(gridCurrentA, 0.006)),
    },
    vdis: { dvg: double(dvg), drg: double(0) },
    param: { cib: 52.08, ubv: 40, dig: double(isWaiting ? 0 : limitA), ogv: 400, obv: 60, ugv: 294 },
  };
}

/** A voltage reference may take or give: its current tells which. */
function runningState({ mode, gridCurrentA }: ConverterState): 'off' | 'charge' | 'discharge' {
  if (mode === 'wait') return 'off';
  return mode === 'discharge' || gridCurrentA < 0 ? 'discharge' : 'charge';
}

function powermeterPart({ acGridW, energy }: HomeState, meter: Meter) {
  const voltageV = meter.near(101.4, 0.4);
  return {
    p1: 0,
    p2: measured(acGridW),
    v1: measured(voltageV),
    i1: measured(acGridW / voltageV),
    kwh1: 0,
    kwh2: measured(energy.acGridWh / 1000),
  };
}

type EmuInput = { batteryW: number; rsoc: number; time: LocalTime; meter: Meter };

function emuPart(home: SimulatedHome, state: HomeState, { batteryW, rsoc, time, meter }: EmuInput) {
  const batteryV = batteryVoltageV(rsoc, batteryW / 50);
  const outputV = meter.near(101.2, 0.3);
  const solarV = state.solarW > 0 ? meter.near(226, 4) : meter.near(0.3, 0.1);
  const leftH = (state.storedWh / Math.max(30, state.loadW)) % 100;
  const at = new Date(time.wallMs);
  return {
    system_time: {
      year: at.getUTCFullYear(),
      month: at.getUTCMonth() + 1,
      day: at.getUTCDate(),
      hour: at.getUTCHours(),
      minute: at.getUTCMinutes(),
    },
    rsoc: double(rsoc),
    dischargeable_time: { hour: Math.floor(leftH), minute: Math.floor((leftH % 1) * 60) },
    battery_voltage: measured(batteryV),
    battery_current: measured(batteryW / batteryV),
    battery_rsoc: double(rsoc),
    battery_status: 0,
    battery_warning: 0,
    battery_operation_status: 3,
    battery_comm_err: 0,
    charge_discharge_power: measured(batteryW),
    pvc_charge_power: measured(state.solarW),
    ...(home.panels && { pvc_charge_voltage: measured(solarV), pvc_charge_current: measured(state.solarW / solarV) }),
    ups_output_power: measured(state.loadW),
    ups_output_voltage: measured(outputV),
    ups_output_current: measured(state.loadW / outputV),
    ups_output_frequency: 50,
    ups_input_voltage: measured(meter.near(101.4, 0.4)),
    ups_operation_schedule: 0,
    ups_operation_mode: { mode: state.isBypassed ? 5 : 2, parameter: 80, stop_mode: 2 },
  };
}

function oesunitPart({ ref }: SimulatedCluster, home: SimulatedHome, mode: string) {
  return {
    communityId: ref.communityId,
    clusterId: ref.clusterId,
    id: home.unitId,
    display: home.name,
    sn: home.serialNumber,
    budo: mode === 'autonomous' ? '1' : '0',
    ip: home.ipAddress,
    ipv6_ll: 'NA',
    ipv6_g: 'NA',
    mac: home.macAddress,
  };
}

function apisPart(world: World, conditions: Conditions, home: SimulatedHome, state: HomeState) {
  const dealIds = world.deals.filter((deal) => involves(deal, home.unitId)).map(({ dealId }) => dealId);
  return {
    version: '3.0.0',
    remaining_capacity_wh: remainingWh(home, state.storedWh),
    deal_interlock_capacity: dealSlots(world.cluster.policy),
    ...(world.gridMasterId === home.unitId && { is_grid_master: true }),
    ...(dealIds.length > 0 && { deal_id_list: dealIds }),
    operation_mode: {
      global: conditions.globalMode,
      local: conditions.localModes.get(home.unitId) ?? null,
      effective: unitMode(conditions, home.unitId),
    },
  };
}

/** Measures with small errors that depend on the instrument and the moment only. */
type Meter = { near: (value: number, error: number) => number };

function createMeter(seed: number, second: number): Meter {
  let reading = 0;
  return {
    near: (value, error) => {
      reading += 1;
      return value + error * (2 * noiseAt(seed + reading, second) - 1);
    },
  };
}

/** Two decimals. A plain zero is an int32 and all else a double, as the drivers' JSON numbers turn out. */
function measured(value: number): number | Double {
  const rounded = Math.round(value * 100) / 100;
  return rounded === 0 ? 0 : double(rounded);
}

function double(value: number): number | Double {
  const rounded = Math.round(value * 100) / 100;
  // The driver writes a number with a fraction as double by itself, a whole one as int32.
  return Number.isInteger(rounded) ? new Double(rounded) : rounded;
}
