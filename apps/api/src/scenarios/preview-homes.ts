import type { Database } from '@commonwatt/database/client';
import { findTimeZone } from '@commonwatt/database/communities';
import { listCurrentChoices } from '@commonwatt/database/scenarios';
import type { HomePreview } from '@commonwatt/domain/home-weeks';
import type { Scenario } from '@commonwatt/domain/scenario';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { previewWeek } from './preview-week.ts';

export type HomePreviewPage = {
  /** How many homes there are in all. */
  homeCount: number;
  homes: HomePreview[];
  /** What to ask for next; null after the last home. */
  nextCursor: number | null;
};

/** Each home is a week of reports: so few at once that who waits sees how far it is. */
const homesPerPage = 4;

type HomesToPreview = { communityId: string; scenarioId: number; scenario: Scenario; cursor: number; now: Date };

/**
 * What the homes that trade by a stored scenario would have wished for over the last week under another text of it, by
 * cluster and unit: a page of them, beginning with the one numbered `cursor`.
 */
export async function previewHomes(
  { database, telemetry }: { database: Database; telemetry: Telemetry },
  { communityId, scenarioId, scenario, cursor, now }: HomesToPreview,
): Promise<HomePreviewPage> {
  const choices = (await listCurrentChoices(database, communityId)).filter(
    (choice) => choice.scenarioId === scenarioId,
  );
  const next = cursor + homesPerPage;
  const homes = choices.slice(cursor, next).map(async ({ clusterCode, unitCode }): Promise<HomePreview> => {
    const unit = { communityId, clusterId: clusterCode, unitId: unitCode };
    const timeZone = await findTimeZone(database, unit);
    // A choice may outlive the cluster that it was made in.
    const preview = timeZone === null ? null : await previewWeek(telemetry, { unit, scenario, timeZone, now });
    return { clusterCode, unitCode, preview };
  });
  return {
    homeCount: choices.length,
    homes: await Promise.all(homes),
    nextCursor: next < choices.length ? next : null,
  };
}
