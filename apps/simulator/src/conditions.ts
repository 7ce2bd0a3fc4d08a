import { effectiveMode, type OperationMode } from '@commonwatt/domain/operation-mode';

/** What is not as it should be in a cluster, by unit. A unit that nothing is said about is well and trades. */
export type Conditions = {
  /** Units that answer nobody: no data, no logs, no deals. */
  silentUnits: ReadonlySet<string>;
  /** Units with a mode of their own. */
  localModes: ReadonlyMap<string, 'heteronomous' | 'stop'>;
  globalMode: OperationMode;
  /** Units with an error of their own, and the structured error line. */
  unitErrors: ReadonlyMap<string, string>;
  /** An error of the whole cluster, which ends all deals at once. */
  globalError: string | null;
};

export const allWell: Conditions = {
  silentUnits: new Set(),
  localModes: new Map(),
  globalMode: 'autonomous',
  unitErrors: new Map(),
  globalError: null,
};

export function unitMode(conditions: Conditions, unitId: string): OperationMode {
  return effectiveMode(conditions.globalMode, conditions.localModes.get(unitId) ?? null);
}

/** True when a unit may ask for deals and agree to them. */
export function mayTrade(conditions: Conditions, unitId: string): boolean {
  if (conditions.globalError !== null || conditions.silentUnits.has(unitId)) return false;
  return unitMode(conditions, unitId) === 'autonomous' && !conditions.unitErrors.has(unitId);
}
