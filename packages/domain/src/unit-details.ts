import { z } from 'zod';
import { part, quantity, text } from './document.ts';

/** What a unit reports beside what a live view needs; null where it does not. */
export type UnitDetails = {
  /** At the converter. */
  batteryV: number | null;
  batteryA: number | null;
  /** Of the home's supply, and of the AC grid before it. */
  loadV: number | null;
  acGridV: number | null;
  /** Of apis-main. */
  version: string | null;
};

const schema = z.object({
  emu: part({ ups_output_voltage: quantity, ups_input_voltage: quantity }),
  dcdc: part({ meter: part({ vb: quantity, ib: quantity }) }),
  apis: part({ version: text }),
});

/** Reads them from a `unitData` document; what is missing or of another type there is null. */
export function readUnitDetails(document: unknown): UnitDetails {
  const { emu, dcdc, apis } = schema.safeParse(document).data ?? {};
  return {
    batteryV: dcdc?.meter?.vb ?? null,
    batteryA: dcdc?.meter?.ib ?? null,
    loadV: emu?.ups_output_voltage ?? null,
    acGridV: emu?.ups_input_voltage ?? null,
    version: apis?.version ?? null,
  };
}
