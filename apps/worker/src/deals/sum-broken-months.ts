import type { ClusterRef } from '@commonwatt/domain/refs';
import { findDealSumProgress, sumDealMonth } from '@commonwatt/telemetry/deal-sums';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';

/** Adds up once more each month of which a day has changed since. */
export async function sumBrokenMonths(
  { telemetry, keepTurn }: { telemetry: Telemetry; keepTurn: () => void },
  cluster: ClusterRef,
): Promise<void> {
  const progress = await findDealSumProgress(telemetry, cluster);
  for (const month of progress?.brokenMonths ?? []) {
    keepTurn();
    await sumDealMonth(telemetry, cluster, month);
  }
}
