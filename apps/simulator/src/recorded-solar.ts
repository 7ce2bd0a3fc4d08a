import { DomainError } from '@commonwatt/domain/domain-error';
import type { LocalTime } from './local-clock.ts';

const daysPerYear = 365;
const hoursPerDay = 24;

/** Solar input (W) of one home, as recorded: 365 days from 1 January, 24 hours each. */
export type SolarYear = readonly (readonly number[])[];

/**
 * Reads a recorded year: 365 lines of 24 comma-separated numbers (W, not negative), no header. Throws an error that
 * names the line and column of the first fault.
 */
export function parseSolarFile(text: string): SolarYear {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  if (lines.length !== daysPerYear) {
    throw new DomainError(
      'BAD_REQUEST',
      `solar file: ${lines.length} lines, expected ${daysPerYear} (one for each day from 1 January)`,
    );
  }
  return lines.map((line, index) => parseDay(line, index + 1));
}

/** Solar input (W) at a local time, between two recorded hours in proportion. 29 February repeats the 28th. */
export function recordedSolarW(year: SolarYear, time: LocalTime): number {
  const date = new Date(time.wallMs);
  const day = dayOfCommonYear(date.getUTCMonth(), date.getUTCDate());
  const hour = Math.floor(time.hour);
  const fraction = time.hour - hour;
  const isLastHour = hour === hoursPerDay - 1;
  const next = isLastHour ? year[(day + 1) % daysPerYear]?.[0] : year[day]?.[hour + 1];
  return (year[day]?.[hour] ?? 0) * (1 - fraction) + (next ?? 0) * fraction;
}

function parseDay(line: string, lineNumber: number): number[] {
  const cells = line.split(',');
  if (cells.length !== hoursPerDay) {
    throw new DomainError(
      'BAD_REQUEST',
      `solar file, line ${lineNumber}: ${cells.length} values, expected ${hoursPerDay} (one for each hour)`,
    );
  }
  return cells.map((cell, index) => {
    const powerW = cell.trim() === '' ? Number.NaN : Number(cell);
    if (Number.isFinite(powerW) && powerW >= 0) return powerW;
    throw new DomainError(
      'BAD_REQUEST',
      `solar file, line ${lineNumber}, column ${index + 1}: "${cell.trim()}" is not a power, expected W such as 1623.2`,
    );
  });
}

function dayOfCommonYear(month: number, date: number): number {
  const startMs = Date.UTC(2023, 0, 1);
  const atMs = Date.UTC(2023, month, month === 1 ? Math.min(date, 28) : date);
  return (atMs - startMs) / 86_400_000;
}
