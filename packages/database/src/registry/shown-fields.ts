import type { ShownFields, Where } from './registry-table.ts';

/** When a row was made, and who changed it last. */
export const shownCreation: ShownFields = {
  select: () => ({ createdAt: true }),
  sorted: ['createdAt'],
  hasAuthor: true,
};

/** When users came and signed in last, and their homes as `community/cluster/unit`. */
export const shownOfUsers: ShownFields = {
  select: () => {
    const cluster = { select: { code: true, community: { select: { code: true } } } };
    const homes = { select: { unit: { select: { code: true, cluster } } } };
    return { lastLoginAt: true, joinedAt: true, homes };
  },
  present: ({ homes, ...row }) => ({ ...row, homes: (homes as HomeOfUser[]).map(homePath).sort() }),
  sorted: ['lastLoginAt', 'joinedAt'],
};

type HomeOfUser = { unit: { code: string; cluster: { code: string; community: { code: string } } } };

function homePath({ unit: { code, cluster } }: HomeOfUser): string {
  return [cluster.community.code, cluster.code, code].join('/');
}

/** The residents of units by their user names; staff of few communities see only those who are theirs to change. */
export const shownResidents: ShownFields = {
  select: (scope) => {
    const where = scope === 'all' ? {} : { user: residentsWithin(scope.communityIds) };
    return { residents: { where, select: { user: { select: { username: true } } } } };
  },
  present: ({ residents, ...row }) => ({
    ...row,
    residents: (residents as { user: { username: string } }[]).map(({ user }) => user.username).sort(),
  }),
  sorted: [],
};

/** Residents who live in these communities and nowhere else: to change an account is to be able to use it. */
export function residentsWithin(codes: readonly string[]): Where {
  return {
    isStaff: false,
    isSuperuser: false,
    homes: { some: {}, every: { unit: { cluster: { community: { code: { in: [...codes] } } } } } },
  };
}
