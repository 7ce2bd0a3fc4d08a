import { addDays } from '@commonwatt/domain/calendar';
import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatFor } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef } from 'react';
import type { Home } from '../../shell/own-home.tsx';
import { useTRPC } from '../../trpc.ts';
import type { SharingBar } from './sharing-bars.ts';
import { type SharingView, weekOf } from './sharing-search.ts';
import styles from './week-strip.module.css';

type WeekStripProps = { home: Home; day: string; today: string; onShow: (change: Partial<SharingView>) => void };

const swipePx = 60;
const tallestPx = 34;

/** Seven days, each with what was given and received. Arrow keys move by a day, a swipe by a week. */
export function WeekStrip({ home, day, today, onShow }: WeekStripProps) {
  const trpc = useTRPC();
  const { t, language } = useTexts('sharing');
  const period = weekOf(day, today);
  const week = useQuery({
    ...trpc.home.sharing.queryOptions({ home: home.ref, ...period }),
    placeholderData: keepPreviousData,
  });
  const strip = useRef<HTMLDivElement>(null);
  const touchX = useRef(0);
  const days = Array.from({ length: 7 }, (_, i) => addDays(period.fromDay, i));
  const bars = new Map(week.data?.bars.map((bar) => [bar.day, bar]));
  const most = Math.max(
    1,
    ...[...bars.values()].map(({ gaveWh, receivedWh }) => Math.max(gaveWh ?? 0, receivedWh ?? 0)),
  );
  const show = (wanted: string) => onShow({ day: wanted > today ? today : wanted });

  function walk(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    show(addDays(day, step));
    // The day that is shown next is the one that keeps the focus.
    requestAnimationFrame(() => strip.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus());
  }

  return (
    <div
      ref={strip}
      role="group"
      aria-label={t('week')}
      className={styles.strip}
      onKeyDown={walk}
      onTouchStart={(event) => {
        touchX.current = event.touches[0]?.clientX ?? 0;
      }}
      onTouchEnd={(event) => {
        const movedPx = (event.changedTouches[0]?.clientX ?? 0) - touchX.current;
        if (Math.abs(movedPx) > swipePx) show(addDays(day, movedPx > 0 ? -7 : 7));
      }}
    >
      {days.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === day}
          tabIndex={one === day ? 0 : -1}
          onClick={() => show(one)}
        >
          <span>{weekday(one)}</span>
          <b>{Number(one.slice(8))}</b>
          <span className="visually-hidden">{restOfLabel(one, bars.get(one))}</span>
          <i className={styles.bars}>
            <i className={styles.gave} style={{ height: barPx(bars.get(one)?.gaveWh) }} />
            <i className={styles.received} style={{ height: barPx(bars.get(one)?.receivedWh) }} />
          </i>
        </button>
      ))}
    </div>
  );

  function barPx(amountWh: number | null | undefined): number {
    return amountWh ? Math.max(2, (amountWh / most) * tallestPx) : 0;
  }

  function weekday(one: string): string {
    return formatFor(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(one));
  }

  /** What only screen readers need: the month, and what the little bars show. */
  function restOfLabel(one: string, bar: SharingBar | undefined): string {
    const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
    const month = formatFor(language, options).format(Date.parse(one));
    if (!bar || bar.gaveWh === null) return month;
    const energy = (amountWh: number | null) => quantityText(formatEnergy(amountWh, language));
    return `${month}: ${t('gaveReceived', { gave: energy(bar.gaveWh), received: energy(bar.receivedWh) })}`;
  }
}
