import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Block } from './block-tip.tsx';
import type { UnitRow } from './unit-rows.ts';

/** A block that is pointed at or was stepped to; `anchor` is its row's drawing. */
export type BlockAt = { unitId: string; index: number; block: Block; anchor: SVGSVGElement; isByKeyboard: boolean };

type BlockFocusOptions = {
  rows: readonly UnitRow[];
  blocksOf: (row: UnitRow) => Block[];
  onOpen: (unitId: string, atMs: number | null) => void;
};

/** Which row is in the tab order and which of its blocks is looked at, by pointer or by arrow keys. */
export function useBlockFocus({ rows, blocksOf, onOpen }: BlockFocusOptions) {
  const [wantedId, setWantedId] = useState<string | null>(null);
  const [lookedAt, setLookedAt] = useState<{ at: BlockAt; rows: unknown; blocksOf: unknown } | null>(null);
  // What is looked at belongs to what was shown then.
  const at = lookedAt?.rows === rows && lookedAt.blocksOf === blocksOf ? lookedAt.at : null;
  const activeIndex = Math.max(
    0,
    rows.findIndex(({ unitId }) => unitId === wantedId),
  );
  const activeId = rows[activeIndex]?.unitId ?? null;
  const table = useRef<HTMLTableElement>(null);
  /** The row that is to have the focus as soon as it is drawn: it may be far from those in sight. */
  const steppedTo = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (steppedTo.current === null) return;
    table.current?.querySelector<HTMLElement>(`tr[data-unit="${CSS.escape(steppedTo.current)}"] button`)?.focus();
    steppedTo.current = null;
  });
  // Rows keep the same handlers while what they read here changes, so that pointing at one does not draw all again.
  const latest = useRef({ rows, blocksOf, onOpen, at });
  useLayoutEffect(() => {
    latest.current = { rows, blocksOf, onOpen, at };
  });
  const setAt = useCallback((next: BlockAt | null) => {
    setLookedAt(next && { at: next, rows: latest.current.rows, blocksOf: latest.current.blocksOf });
  }, []);

  const onPoint = useCallback(
    (row: UnitRow, atMs: number, reachMs: number, anchor: SVGSVGElement) => {
      const blocks = latest.current.blocksOf(row);
      const index = nearestBlock(blocks, atMs, reachMs);
      const block = blocks[index];
      const { at: old } = latest.current;
      if (!block) return setAt(null);
      if (old?.unitId === row.unitId && old.index === index) return;
      setAt({ unitId: row.unitId, index, block, anchor, isByKeyboard: false });
    },
    [setAt],
  );

  const onLeave = useCallback(() => setLookedAt((old) => (old?.at.isByKeyboard ? old : null)), []);

  const onClick = useCallback((unitId: string) => {
    const { at: old } = latest.current;
    latest.current.onOpen(unitId, old?.unitId === unitId ? old.block.fromMs : null);
  }, []);

  // The tip stands where its block was: it goes when the block moves.
  useEffect(() => {
    const onScroll = () => setAt(null);
    window.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => window.removeEventListener('scroll', onScroll, { capture: true });
  }, [setAt]);

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLButtonElement>, row: UnitRow) => {
      const { rows: shown, at: old } = latest.current;
      const tableRow = event.currentTarget.closest('tr');
      const step = event.ctrlKey ? endSteps[event.key] : rowSteps[event.key];
      if (step) {
        const here = shown.findIndex(({ unitId }) => unitId === row.unitId);
        const next = Math.min(shown.length - 1, Math.max(0, here + step));
        steppedTo.current = shown[next]?.unitId ?? null;
        setWantedId(steppedTo.current);
        setAt(null);
      } else if (event.key in blockSteps && tableRow) {
        const blocks = latest.current.blocksOf(row);
        const from = old?.unitId === row.unitId ? old.index : null;
        const index = blockSteps[event.key]?.(from, blocks.length) ?? 0;
        const block = blocks[index];
        const anchor = tableRow.querySelector('svg');
        if (block && anchor) setAt({ unitId: row.unitId, index, block, anchor, isByKeyboard: true });
      } else if (event.key === 'Escape' && old) {
        setAt(null);
      } else if (event.key === 'Enter') {
        latest.current.onOpen(row.unitId, old?.unitId === row.unitId ? old.block.fromMs : null);
      } else {
        return;
      }
      event.preventDefault();
    },
    [setAt],
  );

  return { activeId, activeIndex, table, at, onPoint, onLeave, onClick, onKeyDown };
}

const rowSteps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
/** With Ctrl: to the last row, or the first. */
const endSteps: Record<string, number> = { End: Number.POSITIVE_INFINITY, Home: Number.NEGATIVE_INFINITY };

/** The first step to the left begins at what is newest, to the right at what is oldest. */
const blockSteps: Record<string, (from: number | null, count: number) => number> = {
  ArrowRight: (from, count) => (from === null ? 0 : Math.min(from + 1, count - 1)),
  ArrowLeft: (from, count) => (from === null ? count - 1 : Math.max(from - 1, 0)),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The block at an instant; a downtime that is drawn wider than it was wins within `reachMs`. */
function nearestBlock(blocks: readonly Block[], atMs: number, reachMs: number): number {
  const isNear = (block: Block) => atMs >= block.fromMs - reachMs && atMs < block.toMs + reachMs;
  const down = blocks.findIndex((block) => block.kind === 'span' && block.timeKind === 'down' && isNear(block));
  return down === -1 ? blocks.findIndex(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs) : down;
}
