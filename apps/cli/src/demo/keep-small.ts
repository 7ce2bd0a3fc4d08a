import type { Telemetry } from '@commonwatt/telemetry/telemetry';

const dayMs = 86_400_000;
const everyMs = 10 * 60_000;

/** A demo that runs for weeks keeps four days of unit data and one of logs. */
export function keepDemoSmall({ db }: Telemetry): NodeJS.Timeout {
  const prune = async () => {
    const now = Date.now();
    await db.collection('unitData').deleteMany({ time: { $lt: new Date(now - 4 * dayMs) } });
    await db.collection('apisLog').deleteMany({ datetime: { $lt: new Date(now - dayMs) } });
  };
  const timer = setInterval(() => void prune().catch(() => {}), everyMs);
  timer.unref();
  return timer;
}
