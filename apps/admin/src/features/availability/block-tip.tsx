import type { AvailabilitySpan, Span } from '@commonwatt/domain/availability';
import { type HeatCell, mainKind } from '@commonwatt/domain/heat-cells';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatDayTime, formatSpan } from '@commonwatt/ui/format/span.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import tip from '../../parts/tip.module.css';
import styles from './row-drawing.module.css';
import type { BlockAt } from './use-block-focus.ts';

/** A part of a row that one can point at. */
export type Block =
  | (Omit<AvailabilitySpan, 'kind'> & { kind: 'span'; timeKind: AvailabilitySpan['kind'] })
  | ({ kind: 'cell' } & HeatCell);

type BlockTipProps = { at: BlockAt; nowMs: number; timeZone: string };

/** What a block is, beside it; said aloud when it was reached by keyboard. */
export function BlockTip({ at, nowMs, timeZone }: BlockTipProps) {
  const { t } = useTexts('availability');
  const lines = useBlockLines(at.block, nowMs, timeZone);
  const [what = '', ...rest] = lines;
  const title = t('block', { unit: at.unitId, kind: what });
  return (
    <>
      <div className={styles.blockFocus} style={outline(at)} aria-hidden="true" />
      <div className={`${tip.tip} ${styles.tip}`} style={place(at)} aria-hidden="true">
        <strong>{title}</strong>
        {rest.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </div>
      {at.isByKeyboard && (
        <p role="status" className="visually-hidden">
          {[title, ...rest].join(', ')}
        </p>
      )}
    </>
  );
}

/** What it was, why, when and for how long, each a line. */
function useBlockLines(block: Block, nowMs: number, timeZone: string): string[] {
  const { t, language } = useTexts('availability');
  const lengthMs = block.toMs - block.fromMs;
  const when = (span: Span) =>
    span.toMs === nowMs
      ? t('interval', { from: formatDayTime(span.fromMs, timeZone, language), to: t('now') })
      : formatSpan(span, timeZone, language);
  if (block.kind === 'cell') {
    const length = formatDuration(lengthMs, language);
    const kind = block.level === null ? mainKind(block) : block.level === 0 ? 'up' : 'down';
    const down = formatDuration(block.times.down, language);
    return [t(`kinds.${kind}`), when(block), ...(kind === 'down' ? [t('cellDown', { duration: down, length })] : [])];
  }
  const { timeKind, reason } = block;
  const why = reason ?? (timeKind === 'notInService' ? 'notInService' : 'up');
  const duration = formatDuration(lengthMs, language);
  const isOpen = timeKind === 'down' && block.toMs === nowMs;
  const lasted = isOpen ? `${t('soFar', { duration })} · ${t('stillOpen')}` : duration;
  return [t(`kinds.${timeKind}`), ...(timeKind === 'up' ? [] : [t(`reasons.${why}`)]), when(block), lasted];
}

const tipWidth = 250;
const tipHeight = 92;

/** Where a block is on the screen, px: its row's box, and its left and right edge. */
function blockBox({ anchor, block }: BlockAt): { box: DOMRect; left: number; right: number } {
  const box = anchor.getBoundingClientRect();
  const { fromMs = '0', toMs = '1' } = anchor.dataset;
  const x = (atMs: number) => box.left + ((atMs - Number(fromMs)) / (Number(toMs) - Number(fromMs))) * box.width;
  return { box, left: x(block.fromMs), right: x(block.toMs) };
}

function outline(at: BlockAt): { left: number; top: number; width: number; height: number } {
  const { box, left, right } = blockBox(at);
  return { left: left - 2, top: box.top + 1, width: Math.max(7, right - left + 4), height: box.height - 2 };
}

/** Above the block, or below it where there is no room; never over it. */
function place(at: BlockAt): { left: number; top?: number; bottom?: number } {
  const { box, left: from, right } = blockBox(at);
  const left = Math.max(8, Math.min((from + right - tipWidth) / 2, window.innerWidth - tipWidth - 8));
  if (box.top < tipHeight + 60) return { left, top: box.bottom + 6 };
  return { left, bottom: window.innerHeight - box.top + 6 };
}
