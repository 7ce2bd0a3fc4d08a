/** What was asked of a store and what it promised to keep; each write has a key of its own. */
export type Ledger = { asked: Set<string>; acknowledged: Set<string> };

/** A write as it is found in a store afterwards. */
export type Found = { key: string; isWhole: boolean };

/** How the promises were kept. */
export type Findings = {
  acknowledged: number;
  /** Acknowledged, but not there. */
  lost: string[];
  /** There more than once. */
  repeated: string[];
  /** There in part only, or changed. */
  torn: string[];
  /** There, but nobody asked for it. */
  unasked: string[];
};

/** The key of the nth write of a run: no two are the same. */
export function writeKey(run: number, number: number): string {
  return `${run}-${number}`;
}

export function createLedger(): Ledger {
  return { asked: new Set(), acknowledged: new Set() };
}

export function mergeLedgers(ledgers: readonly Ledger[]): Ledger {
  return {
    asked: new Set(ledgers.flatMap(({ asked }) => [...asked])),
    acknowledged: new Set(ledgers.flatMap(({ acknowledged }) => [...acknowledged])),
  };
}

/** What was asked but never answered may be there once or not at all. */
export function examine({ asked, acknowledged }: Ledger, found: readonly Found[]): Findings {
  const keys = new Set(found.map(({ key }) => key));
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { key } of found) (seen.has(key) ? repeated : seen).add(key);
  return {
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((key) => !keys.has(key)),
    repeated: [...repeated],
    torn: found.filter(({ isWhole }) => !isWhole).map(({ key }) => key),
    unasked: [...keys].filter((key) => !asked.has(key)),
  };
}
