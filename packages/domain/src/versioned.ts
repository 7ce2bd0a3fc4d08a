/**
 * A set of named values in which every change has a version, so that any number of viewers, each at its own version,
 * can be brought up to date by one look-up: what they missed is the values changed since, however many times.
 */
export type Versioned<T> = {
  version: number;
  values: Map<string, { value: T; fingerprint: string; version: number }>;
  /** Names that went away, oldest first, with the version at which they did. */
  gone: { name: string; version: number }[];
  /** The oldest version from which a patch can still be made; older viewers need everything. */
  oldestPatchableVersion: number;
};

export type Patch<T> = { changed: T[]; gone: string[] };

const keptGone = 1000;

export function createVersioned<T>(): Versioned<T> {
  return { version: 0, values: new Map(), gone: [], oldestPatchableVersion: 0 };
}

/** Makes `current` the whole content; returns true and raises the version when anything is different. */
export function replaceAll<T>(versioned: Versioned<T>, current: readonly T[], name: (value: T) => string): boolean {
  const version = versioned.version + 1;
  const seen = new Set<string>();
  let isChanged = false;
  for (const value of current) {
    const key = name(value);
    const fingerprint = JSON.stringify(value);
    seen.add(key);
    if (versioned.values.get(key)?.fingerprint === fingerprint) continue;
    versioned.values.set(key, { value, fingerprint, version });
    isChanged = true;
  }
  for (const key of versioned.values.keys()) {
    if (seen.has(key)) continue;
    versioned.values.delete(key);
    versioned.gone.push({ name: key, version });
    isChanged = true;
  }
  if (!isChanged) return false;
  versioned.version = version;
  for (const dropped of versioned.gone.splice(0, Math.max(0, versioned.gone.length - keptGone))) {
    versioned.oldestPatchableVersion = dropped.version;
  }
  return true;
}

/** What a viewer at `sinceVersion` lacks; null when it is too far behind, or ahead, and needs everything. */
export function patchSince<T>(versioned: Versioned<T>, sinceVersion: number): Patch<T> | null {
  if (sinceVersion < versioned.oldestPatchableVersion || sinceVersion > versioned.version) return null;
  const changed = [...versioned.values.values()].filter((one) => one.version > sinceVersion).map((one) => one.value);
  const gone = versioned.gone
    .filter((one) => one.version > sinceVersion && !versioned.values.has(one.name))
    .map((one) => one.name);
  return { changed, gone: [...new Set(gone)] };
}

export function allValues<T>(versioned: Versioned<T>): T[] {
  return [...versioned.values.values()].map((one) => one.value);
}
