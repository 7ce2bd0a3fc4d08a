/** What a unit may do on the grid: trade, only finish what runs, nothing, or nothing and without supervision. */
export const operationModes = ['autonomous', 'heteronomous', 'stop', 'manual'] as const;
export type OperationMode = (typeof operationModes)[number];

/** What a unit reports: the cluster's mode, its own override (null follows the cluster) and what the two combine to. */
export type UnitModes = { global: OperationMode | null; local: OperationMode | null; effective: OperationMode | null };

/**
 * The mode that applies to a unit: its own override wins over a cluster that runs or stops softly;
 * a cluster in `stop` or `manual` wins over everything (apis-main, operation modes).
 */
export function effectiveMode(global: OperationMode, local: 'heteronomous' | 'stop' | null): OperationMode {
  if (global === 'stop' || global === 'manual') return global;
  return local ?? global;
}
