import type { ClusterRef } from '@commonwatt/domain/refs';
import { chooseTheme, readThemePreference } from '@commonwatt/ui/theme/preference.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { tableNames } from '../features/registry/registry-tables.ts';
import { useTRPC } from '../trpc.ts';
import { type Command, listClusters, listPlaces, type Outline, type Place } from './commands.ts';
import { rememberedSearch } from './remembered-searches.ts';
import { clusterScreens } from './screens.ts';
import { useSignOut } from './use-sign-out.ts';

const themes = ['light', 'dark', 'system'] as const;

/** Everything that can be gone to or done without asking for more: pages first, then what has a name. */
export function useCommands(scope: ClusterRef | null, outline: Outline, onHelp: () => void): Command[] {
  const screens = useScreens(scope, outline);
  const pages = usePages(outline);
  const actions = useActions(onHelp);
  const scenarios = useScenarios(scope);
  const places = usePlaces(outline);
  return [...screens, ...pages, ...actions, ...scenarios, ...places];
}

/** The pages about the cluster that is shown; without one, those about each. */
function useScreens(scope: ClusterRef | null, outline: Outline): Command[] {
  const { t } = useTexts('commands');
  const shell = useTexts('shell');
  const tabs = useTexts('monitoringTabs');
  const navigate = useNavigate();
  const monitoring = '/$community/$cluster/monitoring';
  const screens = [
    ...clusterScreens.map(({ to, text }) => ({ to, id: text, title: shell.t(text) })),
    { to: `${monitoring}/logs`, id: 'logs', title: tabs.t('logs') },
    { to: `${monitoring}/messages`, id: 'messages', title: tabs.t('messages') },
  ] as const;
  const clusters = scope ? [{ ref: scope, path: null }] : listClusters(outline);
  return clusters.flatMap(({ ref, path }) =>
    screens.map(({ to, id, title }): Command => {
      const go = () => void navigate({ to, params: paramsOf(ref), search: rememberedSearch(to) });
      return {
        id: path === null ? id : `${id}-${ref.communityId}-${ref.clusterId}`,
        title,
        detail: path ?? t('screen'),
        go,
      };
    }),
  );
}

/** The pages about no cluster. */
function usePages(outline: Outline): Command[] {
  const { t } = useTexts('commands');
  const shell = useTexts('shell');
  const registry = useTexts('registry');
  const navigate = useNavigate();
  const tables = tableNames.map((table): Command => {
    const go = () =>
      void navigate({ to: '/registry/$table', params: { table }, search: rememberedSearch(`/registry/${table}`) });
    return { id: `registry-${table}`, title: registry.t(`tables.${table}`), detail: shell.t('registry'), go };
  });
  const others = (['batch', 'audit'] as const).map((page): Command => {
    const go = () => void navigate({ to: `/registry/${page}`, search: rememberedSearch(`/registry/${page}`) });
    return { id: `registry-${page}`, title: registry.t(`tables.${page}`), detail: shell.t('registry'), go };
  });
  const hasOverview = listClusters(outline).length > 1;
  const page = (id: 'overview' | 'settings', to: '/' | '/settings'): Command => {
    return {
      id,
      title: shell.t(id),
      detail: t('screen'),
      go: () => void navigate({ to, search: rememberedSearch(to) }),
    };
  };
  return [...(hasOverview ? [page('overview', '/')] : []), page('settings', '/settings'), ...tables, ...others];
}

/** What is done at once because it harms nothing. */
function useActions(onHelp: () => void): Command[] {
  const { t } = useTexts('commands');
  const shell = useTexts('shell');
  const signOut = useSignOut();
  const chosen = readThemePreference();
  return [
    { id: 'help', title: t('shortcuts'), detail: t('help'), go: onHelp, isOnce: true },
    ...themes
      .filter((theme) => theme !== chosen)
      .map((theme): Command => {
        const go = () => chooseTheme(theme);
        return { id: `theme-${theme}`, title: t(`themes.${theme}`), detail: t('action'), go, isOnce: true };
      }),
    { id: 'signOut', title: shell.t('signOut'), detail: t('action'), go: signOut, isOnce: true },
  ];
}

/** The scenarios of the community that is shown. */
function useScenarios(scope: ClusterRef | null): Command[] {
  const trpc = useTRPC();
  const { t } = useTexts('commands');
  const navigate = useNavigate();
  const communityId = scope?.communityId ?? '';
  const list = useQuery(trpc.scenarios.list.queryOptions({ communityId }, { enabled: scope !== null }));
  if (!scope) return [];
  return (list.data?.scenarios ?? []).map(({ id, name }): Command => {
    const to = '/$community/$cluster/scenarios';
    const go = () => void navigate({ to, params: paramsOf(scope), search: { scenario: id } });
    return { id: `scenario-${id}`, title: name, detail: t('scenario'), go };
  });
}

/** Communities, clusters and units. */
function usePlaces(outline: Outline): Command[] {
  const { t } = useTexts('commands');
  const navigate = useNavigate();
  return listPlaces(outline).map((place): Command => {
    const { id, title } = place;
    return { id, title, detail: place.detail ?? t('community'), go: () => void navigate(addressOf(place)) };
  });
}

const live = '/$community/$cluster/live';

function addressOf(place: Place) {
  switch (place.kind) {
    case 'community':
      return { to: '/$community', params: { community: place.communityId } } as const;
    case 'cluster':
      return { to: live, params: paramsOf(place.ref), search: rememberedSearch(live) } as const;
    case 'unit':
      return {
        to: '/$community/$cluster/units/$unit',
        params: { ...paramsOf(place.ref), unit: place.unitId },
      } as const;
  }
}

function paramsOf({ communityId, clusterId }: ClusterRef) {
  return { community: communityId, cluster: clusterId };
}
