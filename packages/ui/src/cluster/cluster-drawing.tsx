import { type KeyboardEvent, useMemo, useState } from 'react';
import { useSize } from '../use-size.ts';
import { useTexts } from '../use-texts.ts';
import styles from './cluster-drawing.module.css';
import { GridDrawing } from './grid-drawing.tsx';
import { type LayoutName, type Size, suggestLayout } from './layout.ts';
import { LevelsDrawing } from './levels-drawing.tsx';
import { RingDrawing } from './ring-drawing.tsx';
import type { Scene } from './scene.ts';

export type Labels = 'quiet' | 'deals' | 'all';

export type ClusterDrawingProps = {
  scene: Scene;
  /** The viewer's own choice; null takes what suits the number of units and the room. */
  layout: Exclude<LayoutName, 'table'> | null;
  labels: Labels;
  selectedUnitId: string | null;
  selectedDealId: string | null;
  onSelectUnit: (unitId: string) => void;
  onSelectDeal: (dealId: string) => void;
};

/** What the three drawings get: a scene, the room for it, and what stands out in it. */
export type DrawingProps = {
  scene: Scene;
  size: Size;
  labels: Labels;
  selectedUnitId: string | null;
  /** Units to show clearly while something is selected or pointed at; null shows all alike. */
  litUnitIds: ReadonlySet<string> | null;
  litDealIds: ReadonlySet<string> | null;
  selectedDealId: string | null;
  tabStopUnitId: string | null;
  onSelectUnit: (unitId: string) => void;
  onSelectDeal: (dealId: string) => void;
  onHoverUnit: (unitId: string | null) => void;
  onHoverDeal: (dealId: string | null) => void;
};

/**
 * A cluster as a picture that fills its room. By keyboard it is one stop: arrows walk the units, Home and End jump, `d`
 * steps through the deals of the unit, Enter selects.
 */
export function ClusterDrawing(props: ClusterDrawingProps) {
  const { scene, labels, selectedUnitId, selectedDealId, onSelectUnit, onSelectDeal } = props;
  const { t } = useTexts('cluster');
  const [ref, size] = useSize<HTMLDivElement>();
  const [hovered, setHovered] = useState<{ unitId?: string; dealId?: string }>({});
  const [focusedUnitId, setFocusedUnitId] = useState<string | null>(null);
  const lit = useMemo(() => litParts(scene, hovered), [scene, hovered]);
  const suggested = size ? suggestLayout(scene.units.length, { ...size, width: Math.max(640, size.width) }) : null;
  const layout = props.layout ?? (suggested === 'table' ? 'grid' : suggested);
  const tabStopUnitId = focusedUnitId ?? selectedUnitId ?? scene.units[0]?.unitId ?? null;

  function focus(element: Element | null | undefined) {
    if (element instanceof SVGElement || element instanceof HTMLElement) element.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const root = event.currentTarget;
    const unitId = (event.target as Element).getAttribute('data-unit') ?? tabStopUnitId;
    const next = unitId && nextUnitId(scene, unitId, event.key);
    if (next) {
      event.preventDefault();
      setFocusedUnitId(next);
      focus(root.querySelector(`[data-unit="${CSS.escape(next)}"]`));
      return;
    }
    if (event.key.toLowerCase() !== 'd' || !unitId) return;
    const ids = scene.unitById.get(unitId)?.dealIds ?? [];
    const current = (event.target as Element).getAttribute('data-deal');
    const dealId = ids[(current ? ids.indexOf(current) + 1 : 0) % Math.max(1, ids.length)];
    if (dealId) focus(root.querySelector(`[data-deal="${CSS.escape(dealId)}"]`));
  }

  const drawing = size &&
    layout && {
      scene,
      size,
      labels,
      selectedUnitId,
      selectedDealId,
      litUnitIds: lit?.unitIds ?? null,
      litDealIds: lit?.dealIds ?? null,
      tabStopUnitId,
      onSelectUnit,
      onSelectDeal,
      onHoverUnit: (unitId: string | null) => setHovered(unitId ? { unitId } : {}),
      onHoverDeal: (dealId: string | null) => setHovered(dealId ? { dealId } : {}),
    };
  return (
    <div
      ref={ref}
      role="group"
      aria-label={t('cluster.summary', { count: scene.units.length, deals: scene.deals.length })}
      className={styles.room}
      onKeyDown={onKeyDown}
    >
      {drawing && layout === 'ring' && <RingDrawing {...drawing} />}
      {drawing && layout === 'grid' && <GridDrawing {...drawing} />}
      {drawing && layout === 'levels' && <LevelsDrawing {...drawing} />}
    </div>
  );
}

function nextUnitId(scene: Scene, unitId: string, key: string): string | null {
  const index = scene.units.findIndex((unit) => unit.unitId === unitId);
  const last = scene.units.length - 1;
  const target: Record<string, number> = {
    ArrowRight: index >= last ? 0 : index + 1,
    ArrowDown: index >= last ? 0 : index + 1,
    ArrowLeft: index <= 0 ? last : index - 1,
    ArrowUp: index <= 0 ? last : index - 1,
    Home: 0,
    End: last,
  };
  const next = target[key];
  return next === undefined ? null : (scene.units[next]?.unitId ?? null);
}

/** A unit pointed at lights its deals and their partners, a deal its two units. */
function litParts(scene: Scene, { unitId, dealId }: { unitId?: string; dealId?: string }) {
  const deals = scene.deals.filter(
    (deal) => deal.dealId === dealId || (unitId && (deal.fromUnitId === unitId || deal.toUnitId === unitId)),
  );
  if (deals.length === 0) return null;
  return {
    unitIds: new Set([...deals.flatMap((deal) => [deal.fromUnitId, deal.toUnitId]), ...(unitId ? [unitId] : [])]),
    dealIds: new Set(deals.map((deal) => deal.dealId)),
  };
}
