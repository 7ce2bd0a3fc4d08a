import type { LiveValues } from './live.ts';

/** Where power comes from and goes to, summed over units; every part is W and not negative. */
export type PowerBalance = {
  solarW: number;
  batteryOutW: number;
  acGridW: number;
  loadW: number;
  batteryInW: number;
  /** What the sources give beyond what is seen to be used: conversion. Null unless every counted unit reports all four. */
  lossW: number | null;
  /** Mean state of charge; null when no counted unit reports one. */
  rsocPercent: number | null;
};

/** Sums the units whose values are fresh; the caller leaves the others out and says how many were counted. */
export function sumPower(units: readonly LiveValues[]): PowerBalance {
  const total = (pick: (values: LiveValues) => number | null) =>
    units.reduce((sum, values) => sum + Math.max(0, pick(values) ?? 0), 0);
  const solarW = total((values) => values.solarW);
  const batteryOutW = total((values) => negated(values.batteryW));
  const acGridW = total((values) => values.acGridW);
  const loadW = total((values) => values.loadW);
  const batteryInW = total((values) => values.batteryW);
  const lossW = solarW + batteryOutW + acGridW - loadW - batteryInW;
  const isWhole = units.length > 0 && units.every(reportsAllFlows);
  const levels = units.flatMap((values) => (values.rsocPercent === null ? [] : [values.rsocPercent]));
  const rsocPercent = levels.length === 0 ? null : levels.reduce((sum, level) => sum + level, 0) / levels.length;
  return { solarW, batteryOutW, acGridW, loadW, batteryInW, lossW: isWhole && lossW >= 0 ? lossW : null, rsocPercent };
}

function negated(value: number | null): number | null {
  return value === null ? null : -value;
}

function reportsAllFlows({ solarW, loadW, batteryW, acGridW }: LiveValues): boolean {
  return solarW !== null && loadW !== null && batteryW !== null && acGridW !== null;
}
