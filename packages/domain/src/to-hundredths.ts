/** A measured value to two decimals: more is neither measured nor shown, and keeps messages and files long. Null stays null. */
export function toHundredths(value: number | null | undefined): number | null {
  return value == null ? null : Math.round(value * 100) / 100;
}
