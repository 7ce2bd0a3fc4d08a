import type { Freshness } from '@commonwatt/domain/freshness';
import type { HomeDeal, HomeView } from '@commonwatt/domain/home';
import { type HousePart, houseParts } from '@commonwatt/domain/house-parts';
import {
  formatEnergy,
  formatMeasure,
  formatPercent,
  formatPower,
  quantityText,
} from '@commonwatt/ui/format/quantity.ts';
import { useReducedMotion } from '@commonwatt/ui/use-reduced-motion.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import type { CSSProperties } from 'react';
import styles from './flow-house.module.css';

/** Power (W) at which the roof is full. */
const fullRoofW = 2_500;
/** Flows below this are drawn as still. */
const leastW = 20;

const wall = { x: 120, y: 168, width: 150, height: 128 };
const roof = 'M104 172L195 126L286 172';

type FlowHouseProps = { home: HomeView; shown: Freshness; onOpen: (part: HousePart) => void };

/**
 * The own home as a house: battery in its walls, sun on its roof, AC grid to the left, home use to the right, and below
 * it the neighbours it shares with, as shadows that are all alike. Each part is also a button that opens its last day.
 */
export function FlowHouse({ home, shown, onOpen }: FlowHouseProps) {
  const { t, language } = useTexts('home');
  const isStill = useReducedMotion() || shown !== 'fresh';
  const isGone = shown === 'silent' || shown === 'never';
  const sharing = isGone ? [] : home.deals.filter((deal) => deal.phase === 'sharing').slice(0, 4);
  const power = (powerW: number | null) => quantityText(formatPower(powerW, language));
  const percent = formatPercent(home.rsocPercent, language);
  const details = [
    t('pictureBattery', { percent: percent.value }),
    t('pictureSolar', { power: power(home.solarW) }),
    t('pictureUse', { power: power(home.loadW) }),
    t('pictureGrid', { power: power(home.acGridW) }),
  ].join(', ');
  const heightUnits = sharing.length > 0 ? 424 : 312;
  const values: Record<HousePart, string> = {
    solar: power(home.solarW),
    battery: quantityText(percent),
    use: power(home.loadW),
    grid: power(home.acGridW),
  };
  return (
    <div className={styles.house}>
      <svg
        viewBox={`0 0 390 ${heightUnits}`}
        role="img"
        aria-label={t('picture', { details })}
        className={[
          styles.picture,
          isStill ? styles.still : '',
          isGone ? styles.gone : shown === 'late' ? styles.late : '',
        ].join(' ')}
      >
        <Sun solarW={isGone ? null : home.solarW} label={t('solar')} text={power(home.solarW)} />
        <path d="M70 236H116" className={flows(home.acGridW) ? styles.gridFlow : styles.noFlow} />
        <path d="M274 236H320" className={flows(home.loadW) ? styles.loadFlow : styles.noFlow} />
        <House home={home} isGone={isGone} />
        <Plug x={44} kind="grid" label={t('grid')} text={power(home.acGridW)} isActive={flows(home.acGridW)} />
        <Plug x={346} kind="load" label={t('use')} text={power(home.loadW)} isActive={flows(home.loadW)} />
        {sharing.map((deal, i) => (
          <Neighbour
            key={deal.dealId}
            deal={deal}
            x={neighbourX(i, sharing.length)}
            label={t('neighbour')}
            text={power(deal.powerW)}
          />
        ))}
      </svg>
      {houseParts.map((part) => (
        <button
          key={part}
          type="button"
          className={styles.part}
          style={placeOf(boxes[part], heightUnits)}
          aria-haspopup="dialog"
          aria-label={t('openPart', { part: t(part), value: values[part] })}
          onClick={() => onOpen(part)}
        />
      ))}
    </div>
  );
}

type Box = { x: number; y: number; width: number; height: number };

/** Where each part is in the picture. */
const boxes: Record<HousePart, Box> = {
  solar: { x: 150, y: 36, width: 190, height: 78 },
  battery: wall,
  use: { x: 308, y: 206, width: 76, height: 96 },
  grid: { x: 6, y: 206, width: 76, height: 96 },
};

function placeOf({ x, y, width, height }: Box, heightUnits: number): CSSProperties {
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return {
    left: share(x, 390),
    top: share(y, heightUnits),
    width: share(width, 390),
    height: share(height, heightUnits),
  };
}

function flows(powerW: number | null): boolean {
  return powerW !== null && Math.abs(powerW) >= leastW;
}

function Sun({ solarW, label, text }: { solarW: number | null; label: string; text: string }) {
  const isShining = flows(solarW);
  return (
    <g>
      {isShining && <circle cx={195} cy={76} r={42} className={styles.glow} />}
      <circle cx={195} cy={76} r={20} className={isShining ? styles.sun : styles.noSun} />
      {isShining && <path d="M195 102V124" className={styles.solarFlow} />}
      <text x={246} y={73} className={styles.solarText}>
        {text}
      </text>
      <text x={246} y={91} className={styles.caption}>
        {label}
      </text>
    </g>
  );
}

function House({ home, isGone }: { home: HomeView; isGone: boolean }) {
  const { t, language } = useTexts('home');
  const percent = formatPercent(home.rsocPercent, language);
  const level = Math.min(100, Math.max(0, home.rsocPercent ?? 0));
  const top = 292 - (120 * level) / 100;
  const dash = `${Math.min(100, (100 * Math.max(0, home.solarW ?? 0)) / fullRoofW)} 200`;
  const capacityWh = home.rsocPercent && home.remainingWh !== null ? (home.remainingWh / home.rsocPercent) * 100 : null;
  // Both in the unit of the larger one, which then stands once.
  const capacity = formatEnergy(
    capacityWh === null ? null : Math.max(1_000, Math.round(capacityWh / 100) * 100),
    language,
  );
  const remaining = formatMeasure(home.remainingWh === null ? null : home.remainingWh / 1_000, 'kWh', 2, language);
  return (
    <g>
      <ellipse cx={195} cy={300} rx={104} ry={9} className={styles.shadow} />
      <rect {...wall} rx={18} className={styles.wall} />
      {!isGone && (
        <g clipPath="inset(0 round 14px)">
          <path d={`M124 ${top}q35.5 -5 71 0t71 0V278q0 14 -14 14H138q-14 0 -14 -14Z`} className={styles.battery} />
        </g>
      )}
      <rect {...wall} rx={18} className={isGone ? styles.goneFrame : styles.frame} />
      <path d={roof} className={styles.roof} />
      {!isGone && flows(home.solarW) && (
        <>
          <path d={roof} pathLength={100} strokeDasharray={dash} className={styles.roofEdge} />
          <path d={roof} pathLength={100} strokeDasharray={dash} className={styles.roofFill} />
        </>
      )}
      <text x={195} y={246} className={styles.percent}>
        {percent.value}
        <tspan dx={2} className={styles.percentSign}>
          %
        </tspan>
      </text>
      {capacityWh !== null && (
        <text x={195} y={270} className={styles.capacity}>
          {t('batteryOf', { remaining: remaining.value, capacity: quantityText(capacity) })}
        </text>
      )}
    </g>
  );
}

type PlugProps = { x: number; kind: 'grid' | 'load'; label: string; text: string; isActive: boolean };

function Plug({ x, kind, label, text, isActive }: PlugProps) {
  return (
    <g transform={`translate(${x} 236)`}>
      <circle r={23} className={kind === 'grid' ? styles.gridGround : styles.loadGround} />
      {kind === 'grid' ? (
        <path
          d="M0 -11V11M-8 -6.4H8M-6 -1.6H6M-4 11L0 -11L4 11"
          className={isActive ? styles.gridIcon : styles.quietIcon}
        />
      ) : (
        <path d="M-5.5 -10v6M5.5 -10v6M-9 -4H9v3a9 9 0 0 1 -18 0zM0 8V12" className={styles.loadIcon} />
      )}
      <text y={42} className={isActive ? styles.value : styles.quietValue}>
        {text}
      </text>
      <text y={59} className={styles.label}>
        {label}
      </text>
    </g>
  );
}

const arrowHead = 'M-7 -7L0 0L-7 7';

/** Sides go by the order of the deals, never by the home behind them. */
function neighbourX(index: number, count: number): number {
  return count === 1 ? 300 : 74 + (242 * index) / (count - 1);
}

function Neighbour({ deal, x, label, text }: { deal: HomeDeal; x: number; label: string; text: string }) {
  const isGiving = deal.direction === 'giving';
  const path = `M195 298V316C195 348 ${(195 + x) / 2} 352 ${x} 352`;
  // At whoever receives: the neighbour's end of the line, or the own one.
  const arrowPlace = isGiving ? `translate(${x} 352) rotate(${x < 195 ? 180 : 0})` : 'translate(195 310) rotate(-90)';
  return (
    <g>
      <path d={path} className={isGiving ? styles.giveHalo : styles.receiveHalo} />
      <path d={path} className={isGiving ? styles.giveFlow : styles.receiveFlow} />
      <circle cx={195} cy={298} r={6} className={isGiving ? styles.giveTap : styles.receiveTap} />
      <path d={arrowHead} transform={arrowPlace} className={isGiving ? styles.giveHead : styles.receiveHead} />
      <g transform={`translate(${x} 376)`}>
        <path
          d="M-26 -4L0 -21L26 -4M-20 -6V15a4 4 0 0 0 4 4H16a4 4 0 0 0 4 -4V-6L0 -19Z"
          className={styles.neighbour}
        />
        <text y={36} className={styles.label}>
          {label}
        </text>
      </g>
      <text x={(195 + x) / 2} y={338} className={isGiving ? styles.giveText : styles.receiveText}>
        {isGiving ? '−' : '+'}
        {text}
      </text>
    </g>
  );
}
