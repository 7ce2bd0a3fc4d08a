/** Which communities a staff user sees and changes: all, with what belongs to none of them, or those of the list only. */
export type StaffScope = 'all' | { communityIds: readonly string[] };

/** The scope of whoever may see nothing. */
export const emptyScope: StaffScope = { communityIds: [] };

/**
 * The one place that decides whether something of a community is for a staff user. `communityId` null is what belongs to
 * none: scenarios for every home, failures of Commonwatt itself, settings of the installation.
 */
export function isInScope(scope: StaffScope, communityId: string | null): boolean {
  return scope === 'all' || (communityId !== null && scope.communityIds.includes(communityId));
}
