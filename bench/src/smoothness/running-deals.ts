import type { ClusterRef } from '@commonwatt/domain/refs';
import { type Db, Double, Long } from 'mongodb';

/** Deals that go on, reported every 5 s as apis-ccc does, with ever more energy moved. Ends with the function returned. */
export async function startDeals(
  db: Db,
  { cluster, unitIds, count }: { cluster: ClusterRef; unitIds: readonly string[]; count: number },
): Promise<() => void> {
  const beganMs = Date.now() - 60_000;
  const report = () =>
    db.collection('deal').bulkWrite(
      Array.from({ length: count }, (_, i) => ({
        replaceOne: {
          filter: { dealId: `bench-${i}` },
          replacement: {
            dealId: `bench-${i}`,
            ...cluster,
            ...sides(unitIds, i),
            ...dates(beganMs),
            dealGridCurrentA: 2,
            dealAmountWh: 1_000,
            cumulateDateTime: new Date(),
            cumulateAmountWh: new Double(((Date.now() - beganMs) / 3_600_000) * 700),
            reportTime: Long.fromNumber(Math.floor(Date.now() / 1_000)),
          },
          upsert: true,
        },
      })),
    );
  await report();
  let failure: unknown;
  const timer = setInterval(() => report().catch((error: unknown) => (failure ??= error)), 5_000);
  return () => {
    clearInterval(timer);
    if (failure) throw failure;
  };
}

/** Givers and receivers that stand apart, so that lines cross the whole drawing. */
function sides(unitIds: readonly string[], i: number) {
  const dischargeUnitId = unitIds[2 * i];
  const chargeUnitId = unitIds[(2 * i + 1 + 2 * Math.floor(unitIds.length / 4)) % unitIds.length];
  return {
    type: 'charge',
    unitId: chargeUnitId,
    requestUnitId: chargeUnitId,
    acceptUnitId: dischargeUnitId,
    dischargeUnitId,
    chargeUnitId,
  };
}

function dates(beganMs: number) {
  const names = [
    'requestDateTime',
    'acceptDateTime',
    'createDateTime',
    'activateDateTime',
    'warmUpDateTime',
    'startDateTime',
  ];
  return Object.fromEntries(names.map((name, i) => [name, new Date(beganMs + i * 1_000)]));
}
