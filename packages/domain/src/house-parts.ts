/** The parts of the picture of a home that have a line of the last day. */
export const houseParts = ['solar', 'battery', 'use', 'grid'] as const;
export type HousePart = (typeof houseParts)[number];

/** What the line of each part shows: the level of the battery (%), or a power (W). */
export const quantityOfPart = {
  solar: 'solarW',
  battery: 'rsocPercent',
  use: 'loadW',
  grid: 'acGridW',
} as const satisfies Record<HousePart, string>;
