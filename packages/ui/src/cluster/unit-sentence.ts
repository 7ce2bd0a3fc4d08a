import { formatPower, quantityText } from '../format/quantity.ts';
import { formatAge } from '../format/time.ts';
import type { Translate as TranslateIn } from '../texts.ts';
import type { SceneDeal, SceneUnit } from './scene.ts';

type Translate = TranslateIn<'cluster'>;

/** Everything a unit's drawing shows, as one sentence for those who do not see it. */
export function unitSentence(unit: SceneUnit, t: Translate, locale: string): string {
  const parts = [
    unit.values.rsocPercent !== null && unit.status !== 'silent'
      ? t('unit.battery', { percent: Math.round(unit.values.rsocPercent) })
      : null,
    statusText(unit, t, locale) ?? dealText(unit, t, locale),
    unit.isGridMaster ? t('unit.gridMaster') : null,
    unit.modes.effective && unit.modes.effective !== 'autonomous'
      ? t('unit.mode', { mode: t(`mode.${unit.modes.effective}`) })
      : null,
    unit.isRegistered ? null : t('unit.unregistered'),
  ];
  const state = parts.filter((part) => part !== null).join(', ');
  return t('unit.sentence', { unit: unit.unitId, state });
}

function statusText(unit: SceneUnit, t: Translate, locale: string): string | null {
  const age = unit.ageMs === null ? '' : formatAge(unit.ageMs, locale);
  switch (unit.status) {
    case 'ok':
      return null;
    case 'failure':
      return unit.shown === 'late' ? `${t('unit.failure')}, ${t('unit.late', { age })}` : t('unit.failure');
    case 'alarm':
      return unit.shown === 'late' ? `${t('unit.alarm')}, ${t('unit.late', { age })}` : t('unit.alarm');
    case 'late':
      return t('unit.late', { age });
    case 'silent':
      return t('unit.silent', { age });
    case 'never':
      return t('unit.never');
  }
}

function dealText(unit: SceneUnit, t: Translate, locale: string): string {
  if (unit.dealW === 0) return t('unit.waiting');
  const power = quantityText(formatPower(Math.abs(unit.dealW), locale));
  return t(unit.dealW < 0 ? 'unit.giving' : 'unit.receiving', { power, count: unit.dealIds.length });
}

/** The second line under a unit: net power while it deals, else what is the matter, else nothing. */
export function unitCaption(unit: SceneUnit, t: Translate, locale: string): string | null {
  const age = unit.ageMs === null ? '' : formatAge(unit.ageMs, locale);
  switch (unit.status) {
    case 'late':
      return t('short.late', { age });
    case 'silent':
      return t('short.silent', { age });
    case 'never':
      return t('short.never');
    case 'failure':
      return t('short.failure');
    case 'alarm':
      return t('short.alarm');
    case 'ok':
      return null;
  }
}

export function dealSentence(deal: SceneDeal, t: Translate, locale: string): string {
  const names = { from: deal.fromUnitId, to: deal.toUnitId };
  if (deal.phase === 'preparing') return t('deal.preparing', names);
  return t(deal.isStale ? 'deal.staleSentence' : 'deal.sentence', {
    ...names,
    power: quantityText(formatPower(deal.powerW, locale)),
    moved: `${Math.round(deal.movedNowWh ?? 0)}`,
    agreed: `${deal.agreedWh ?? '–'} Wh`,
  });
}
