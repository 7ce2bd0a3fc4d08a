import { z } from 'zod';
import { type AlarmState, alarmState, type ConverterMode, converterMode } from './converter.ts';
import { instant, part, quantity, text, type UnreadableDocument, unreadable } from './document.ts';
import { operationModes, type UnitModes } from './operation-mode.ts';
import type { UnitRef } from './refs.ts';

/**
 * One sample of one unit. Powers are W, positive towards the unit's battery side unless said otherwise.
 * `null` means "not reported": missing is not zero, and a `dcdc_v2` site reports neither solar nor home use.
 */
export type UnitSample = {
  ref: UnitRef;
  /** Name by which the unit introduces itself. */
  display: string | null;
  /** Real clock of apis-ccc at this report (`datasetId`). The only clock that freshness may be judged by. */
  datasetAt: Date;
  /** The unit's own clock at sampling (`time`): simulated with the emulator, unchanged while a driver is dead. */
  sampledAt: Date | null;
  rsocPercent: number | null;
  /** Energy left in the battery. */
  remainingWh: number | null;
  solarW: number | null;
  /** Home use. */
  loadW: number | null;
  acGridW: number | null;
  /** Net power of the battery, positive = charging. */
  batteryW: number | null;
  /** Power from the DC grid, positive = this unit receives. */
  dcGridW: number | null;
  dcGridV: number | null;
  dcGridA: number | null;
  batteryV: number | null;
  batteryA: number | null;
  /** Power of the DC/DC converter at its battery side, positive = into the battery. */
  converterBatteryW: number | null;
  temperatureC: number | null;
  converter: ConverterMode | null;
  alarm: AlarmState | null;
  modes: UnitModes;
  isGridMaster: boolean;
  /** How many deals the unit can run at once. */
  dealSlots: number | null;
  version: string | null;
};

const mode = z.enum(operationModes).nullable().catch(null).default(null);

const unitDataSchema = z.object({
  oesunit: z.object({
    communityId: z.string().min(1),
    clusterId: z.string().min(1),
    id: z.string().min(1),
    display: text,
  }),
  datasetId: z.number().int().positive().max(8.64e15),
  time: instant,
  battery: part({ rsoc: quantity }),
  emu: part({
    rsoc: quantity,
    pvc_charge_power: quantity,
    ups_output_power: quantity,
    battery_voltage: quantity,
    battery_current: quantity,
  }),
  dcdc: part({
    status: part({ status: text, alarmState: text }),
    meter: part({ wg: quantity, vg: quantity, ig: quantity, vb: quantity, ib: quantity, wb: quantity, tmp: quantity }),
    powermeter: part({ p2: quantity }),
  }),
  apis: part({
    version: text,
    remaining_capacity_wh: quantity,
    deal_interlock_capacity: quantity,
    is_grid_master: z.boolean().catch(false).default(false),
    operation_mode: part({ global: mode, local: mode, effective: mode }),
  }),
});

/**
 * Reads one `unitData` document as real writers produce them: int, double or long, missing parts, extra fields,
 * wrong types. Only the identity and `datasetId` are indispensable; without them the document is unreadable.
 */
export function readUnitData(document: unknown): { ok: true; sample: UnitSample } | UnreadableDocument {
  const parsed = unitDataSchema.safeParse(document);
  if (!parsed.success) return unreadable(parsed.error);
  const { oesunit, datasetId, time, battery, emu, dcdc, apis } = parsed.data;
  const { meter, status, powermeter } = dcdc ?? {};
  const sample: UnitSample = {
    ref: { communityId: oesunit.communityId, clusterId: oesunit.clusterId, unitId: oesunit.id },
    display: oesunit.display,
    datasetAt: new Date(datasetId),
    sampledAt: time,
    rsocPercent: battery?.rsoc ?? emu?.rsoc ?? null,
    remainingWh: apis?.remaining_capacity_wh ?? null,
    solarW: emu?.pvc_charge_power ?? null,
    loadW: emu?.ups_output_power ?? null,
    acGridW: powermeter?.p2 ?? null,
    batteryW: batteryPowerW(emu?.battery_voltage ?? null, emu?.battery_current ?? null),
    dcGridW: meter?.wg ?? null,
    dcGridV: meter?.vg ?? null,
    dcGridA: meter?.ig ?? null,
    batteryV: meter?.vb ?? null,
    batteryA: meter?.ib ?? null,
    converterBatteryW: meter?.wb ?? null,
    temperatureC: meter?.tmp ?? null,
    converter: status?.status == null ? null : converterMode(status.status),
    alarm: status?.alarmState == null ? null : alarmState(status.alarmState),
    modes: apis?.operation_mode ?? { global: null, local: null, effective: null },
    isGridMaster: apis?.is_grid_master ?? false,
    dealSlots: apis?.deal_interlock_capacity ?? null,
    version: apis?.version ?? null,
  };
  return { ok: true, sample };
}

/** The sign of the battery's power is carried by its current; `charge_discharge_power` is always positive. */
function batteryPowerW(voltageV: number | null, currentA: number | null): number | null {
  return voltageV === null || currentA === null ? null : voltageV * currentA;
}
