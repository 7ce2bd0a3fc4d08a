import type { IconName } from '@commonwatt/ui/icons.tsx';

/**
 * The screens about one cluster, in the order of the rail; switching the cluster keeps the screen. On phones the rail is
 * a row of tabs, with room for some of them; the others are in its menu.
 */
export const clusterScreens = [
  { to: '/$community/$cluster/live', icon: 'live', text: 'live', isOnPhone: true },
  { to: '/$community/$cluster/units', icon: 'home', text: 'unitList', isOnPhone: false },
  { to: '/$community/$cluster/deals', icon: 'deals', text: 'deals', isOnPhone: true },
  { to: '/$community/$cluster/availability', icon: 'availability', text: 'availability', isOnPhone: false },
  { to: '/$community/$cluster/monitoring', icon: 'monitoring', text: 'monitoring', isOnPhone: true },
  { to: '/$community/$cluster/scenarios', icon: 'plan', text: 'scenarios', isOnPhone: false },
] as const satisfies {
  to: string;
  icon: IconName;
  text: string;
  isOnPhone: boolean;
}[];
