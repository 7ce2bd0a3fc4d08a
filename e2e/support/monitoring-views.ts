import { expect } from '@playwright/test';
import type { View } from './views.ts';

const monitoring = '/admin/hikari_hills/north_loop/monitoring';

/** What fails, what was logged, who is told. */
export const monitoringViews: View[] = [
  {
    name: 'monitoring, timeline',
    path: `${monitoring}?from=2026-01-05&to=2026-01-11`,
    prepare: (page) => expect(page.locator('[data-check]')).toHaveCount(6),
  },
  {
    name: 'monitoring, a failure of the list',
    path: `${monitoring}?view=list`,
    async prepare(page) {
      await page.locator('table tbody button').first().click();
      await expect(page.locator('aside ol, aside section p').first()).toBeVisible();
      await expect(page.locator('[data-check="apis_main_alive"] svg rect').first()).toBeVisible();
    },
  },
  {
    name: 'monitoring, why a check is paused',
    path: monitoring,
    async prepare(page) {
      await page.getByRole('switch').first().click();
      await expect(page.locator('form input[name=reason]')).toBeVisible();
    },
  },
  {
    name: 'logs',
    path: `${monitoring}/logs?follow=off`,
    async prepare(page) {
      await page.locator('main ol summary').first().click();
      await expect(page.locator('main ol dl').first()).toBeVisible();
    },
  },
  {
    name: 'messages, a new recipient',
    path: `${monitoring}/messages`,
    async prepare(page) {
      await expect(page.getByRole('row').nth(1)).toBeVisible();
      await page.locator('main section button').first().click();
      await page.locator('select[name=channel]').selectOption('webhook');
      await expect(page.locator('input[name=secret]')).toBeVisible();
    },
  },
  // Last: what is taken away stays away.
  {
    name: 'monitoring that did not load',
    path: monitoring,
    async prepare(page) {
      await page.route(/monitoring\.(openFailures|monitors)/, (route) => route.abort());
      await page.reload();
      await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 30_000 });
    },
  },
];

/** Tables, rows and what has become of them. */
export const registryViews: View[] = [
  {
    name: 'registry, a unit',
    path: '/admin/registry/units?row=9',
    prepare: (page) => expect(page.locator('aside input').first()).toBeVisible(),
  },
  {
    name: 'registry, a staff user',
    path: '/admin/registry/users?row=1',
    prepare: (page) => expect(page.locator('aside fieldset')).toBeVisible(),
  },
  {
    name: 'registry, a scenario about to be deleted',
    path: '/admin/registry/scenarios?row=1',
    async prepare(page) {
      await page.locator('aside section button').last().click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'registry, many at once',
    path: '/admin/registry/batch',
    async prepare(page) {
      await page.locator('textarea').fill('community,cluster,unit,residents\nzz,k,U1,nobody_at_all');
      await page.locator('main section button').first().click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'audit trail',
    path: '/admin/registry/audit',
    prepare: (page) => expect(page.locator('main ol li').first()).toBeVisible(),
  },
  {
    name: 'registry that did not load',
    path: '/admin/registry/units',
    async prepare(page) {
      await page.route(/registry\.units/, (route) => route.abort());
      await page.reload();
      await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
    },
  },
];
