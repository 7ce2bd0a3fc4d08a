/** A number ready to show: with a real minus sign and without its unit, which is set in smaller type. */
export type FormattedQuantity = { value: string; unit: string };

/** What stands where a value is missing. Unknown is not zero. */
export const missing = '–';

const narrowSpace = '\u202f';

/**
 * Power (W). Under 1 kW whole W, then kW with two decimals, from 10 kW one, from 100 kW none; the sign is kept.
 */
export function formatPower(powerW: number | null, locale: string): FormattedQuantity {
  return formatScaled(powerW, ['W', 'kW'], locale);
}

/** Energy (Wh), scaled like power. */
export function formatEnergy(amountWh: number | null, locale: string): FormattedQuantity {
  return formatScaled(amountWh, ['Wh', 'kWh'], locale);
}

/** A whole percentage. */
export function formatPercent(percent: number | null, locale: string): FormattedQuantity {
  return { value: percent === null ? missing : formatNumber(percent, 0, locale), unit: '%' };
}

/**
 * A share of a whole, 0 … 1, as a percentage with up to two decimals. What is not quite all is never shown as all, nor what
 * is not quite nothing as nothing: the nearest other number stands for it.
 */
export function formatShare(share: number | null, locale: string): FormattedQuantity {
  if (share === null) return { value: missing, unit: '%' };
  if (share === 0 || share === 1) return { value: formatNumber(share * 100, 0, locale), unit: '%' };
  return { value: formatNumber(Math.min(99.99, Math.max(0.01, share * 100)), 2, locale), unit: '%' };
}

/** Any other quantity with a fixed number of decimals. */
export function formatMeasure(value: number | null, unit: string, decimals: number, locale: string): FormattedQuantity {
  return { value: value === null ? missing : formatNumber(value, decimals, locale), unit };
}

/** The whole as one text, number and unit held together. */
export function quantityText({ value, unit }: FormattedQuantity): string {
  return value === missing ? missing : `${value}${narrowSpace}${unit}`;
}

function formatScaled(value: number | null, [unit, kiloUnit]: [string, string], locale: string): FormattedQuantity {
  if (value === null) return { value: missing, unit };
  const size = Math.abs(value);
  if (Math.round(size) < 1_000) return { value: formatNumber(value, 0, locale), unit };
  const decimals = size < 9_995 ? 2 : size < 99_950 ? 1 : 0;
  return { value: formatNumber(value / 1_000, decimals, locale), unit: kiloUnit };
}

const formats = new Map<string, Intl.NumberFormat>();

function formatNumber(value: number, decimals: number, locale: string): string {
  const key = `${locale} ${decimals}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(key, format);
  }
  // Rounded first, so that −0.4 is 0 and not −0.
  const rounded = Number(value.toFixed(decimals)) + 0;
  return format.format(rounded === 0 ? 0 : rounded).replace('-', '−');
}

/** A power whose sign tells a direction: plus is shown too. */
export function withSign(quantity: FormattedQuantity): FormattedQuantity {
  const isNumber = quantity.value !== missing && quantity.value !== '0';
  return isNumber && !quantity.value.startsWith('−') ? { ...quantity, value: `+${quantity.value}` } : quantity;
}
