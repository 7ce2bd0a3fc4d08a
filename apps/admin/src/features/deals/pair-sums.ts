export type PairSum = { dischargeUnitId: string; chargeUnitId: string; amountWh: number; dealCount: number };

/** Pairs as a square: `amounts[giver][receiver]`, null where the two shared nothing; with the sums of rows and columns. */
export type PairSquare = {
  unitIds: string[];
  amounts: (PairSum | null)[][];
  gaveWh: number[];
  receivedWh: number[];
  sumWh: number;
};

export function squarePairs(pairs: readonly PairSum[]): PairSquare {
  const unitIds = [...new Set(pairs.flatMap(({ dischargeUnitId, chargeUnitId }) => [dischargeUnitId, chargeUnitId]))];
  unitIds.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const indexOf = new Map(unitIds.map((unitId, i) => [unitId, i]));
  const amounts = unitIds.map(() => unitIds.map((): PairSum | null => null));
  const gaveWh = unitIds.map(() => 0);
  const receivedWh = unitIds.map(() => 0);
  let sumWh = 0;
  for (const pair of pairs) {
    const giver = indexOf.get(pair.dischargeUnitId) ?? 0;
    const receiver = indexOf.get(pair.chargeUnitId) ?? 0;
    const row = amounts[giver];
    if (row) row[receiver] = pair;
    gaveWh[giver] = (gaveWh[giver] ?? 0) + pair.amountWh;
    receivedWh[receiver] = (receivedWh[receiver] ?? 0) + pair.amountWh;
    sumWh += pair.amountWh;
  }
  return { unitIds, amounts, gaveWh, receivedWh, sumWh };
}

/** The pairs that shared most: of more a drawing shows nothing. */
export function largestPairs(pairs: readonly PairSum[], count: number): PairSum[] {
  return [...pairs].sort((a, b) => b.amountWh - a.amountWh).slice(0, count);
}
