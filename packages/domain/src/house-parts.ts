/** The parts of the picture of a home that have a line of the last day. */
export const houseParts = ['solar', 'battery', 'use', 'grid'] as const;
export type HousePart = (typeof houseParts)[number];
