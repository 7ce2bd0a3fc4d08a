import type { AppRouter } from '@commonwatt/api/app-router';
import { isMonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { isOwnProblemType, ownProblemPart } from '@commonwatt/domain/monitoring/own-problems';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['monitoring'];
export type Failure = Outputs['failures'][number];
export type MonitorRow = Outputs['monitors'][number];
export type MonitorPeriod = Outputs['periods']['monitors'][number];
export type SentMessage = Outputs['failure']['messages'][number];

/** The units that a failure concerns: its own, or those that it stands for. */
export function unitsOf({ unitCode, units }: Failure): string[] {
  return unitCode === null ? units.map((unit) => unit.unitCode) : [unitCode];
}

/** How often what is open, and how the checks do, are asked for again. */
export const refreshMs = 5_000;

/** What a failure is called, and what its check is. */
export function useFailureWords() {
  const { t } = useTexts('monitoring');
  return {
    nameOf: (type: string) => (isMonitorType(type) ? t(`names.${type}`) : type),
    titleOf({
      type,
      unitCode,
      programId,
    }: {
      type: string;
      unitCode: string | null;
      programId: string | null;
    }): string {
      if (isOwnProblemType(type)) return t(`ownFailed.${type}`, { part: ownProblemPart(programId) });
      if (!isMonitorType(type)) return unitCode === null ? type : `${unitCode} · ${type}`;
      return unitCode === null ? t(`failed.${type}`) : t(`unitFailed.${type}`, { unit: unitCode });
    },
  };
}
