import type { MonitorType } from './monitor-types.ts';

/** How much a failure stands in the way of sharing: what does not run, or what runs and complains. */
export type FailureSeverity = 'fail' | 'warn';

const severities: Record<MonitorType, FailureSeverity> = {
  apis_main_alive: 'fail',
  apis_ccc_alive: 'fail',
  grid_master_alive: 'fail',
  apis_main_severe: 'warn',
  apis_ccc_severe: 'warn',
  apis_log_severe: 'warn',
};

/** How bad failures of a type are; of one that nobody knows, as bad as can be. */
export function severityOf(type: string): FailureSeverity {
  return severities[type as MonitorType] ?? 'fail';
}

type Ranked = { type: string; unitCode: string | null; detectedAt: Date; id: number };

/** In which order failures are to be looked at: the worse first, of the whole cluster before of one unit, then the older. */
export function compareFailures(a: Ranked, b: Ranked): number {
  return (
    rankOf(a) - rankOf(b) ||
    Number(a.unitCode !== null) - Number(b.unitCode !== null) ||
    a.detectedAt.getTime() - b.detectedAt.getTime() ||
    a.id - b.id
  );
}

function rankOf({ type }: Ranked): number {
  return severityOf(type) === 'fail' ? 0 : 1;
}
