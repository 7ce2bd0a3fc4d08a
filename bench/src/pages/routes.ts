/** A page of the demo, and as whom it is opened; null: nobody is signed in. */
export type Route = { name: string; path: string; user: { username: string; app: 'admin' | 'resident' } | null };

const staff = { username: 'staff', app: 'admin' } as const;
const resident = { username: 'mori', app: 'resident' } as const;
const cluster = '/admin/hikari_hills/north_loop';
const home = '/hikari_hills/north_loop/E003';

/** Each route of both apps once. */
export const routes: readonly Route[] = [
  { name: 'staff: sign-in', path: '/admin/login', user: null },
  { name: 'staff: overview', path: '/admin/', user: staff },
  { name: 'staff: community', path: '/admin/hikari_hills', user: staff },
  { name: 'staff: live', path: `${cluster}/live`, user: staff },
  { name: 'staff: units', path: `${cluster}/units`, user: staff },
  { name: 'staff: unit', path: `${cluster}/units/E005`, user: staff },
  { name: 'staff: availability', path: `${cluster}/availability`, user: staff },
  { name: 'staff: deals', path: `${cluster}/deals`, user: staff },
  { name: 'staff: monitoring', path: `${cluster}/monitoring`, user: staff },
  { name: 'staff: logs', path: `${cluster}/monitoring/logs?follow=off`, user: staff },
  { name: 'staff: messages', path: `${cluster}/monitoring/messages`, user: staff },
  { name: 'staff: scenarios', path: `${cluster}/scenarios`, user: staff },
  { name: 'staff: registry', path: '/admin/registry/units', user: staff },
  { name: 'staff: batch', path: '/admin/registry/batch', user: staff },
  { name: 'staff: audit trail', path: '/admin/registry/audit', user: staff },
  { name: 'staff: settings', path: '/admin/settings', user: staff },
  { name: 'resident: sign-in', path: '/login', user: null },
  { name: 'resident: homes', path: '/', user: resident },
  { name: 'resident: home', path: home, user: resident },
  { name: 'resident: sharing', path: `${home}/sharing`, user: resident },
  { name: 'resident: plan', path: `${home}/plan`, user: resident },
  { name: 'resident: alerts', path: `${home}/alerts`, user: resident },
  { name: 'resident: more', path: `${home}/more`, user: resident },
];
