import { memo } from 'react';
import { formatPower, quantityText, withSign } from '../format/quantity.ts';
import { useTexts } from '../use-texts.ts';
import type { Labels } from './cluster-drawing.tsx';
import { captionSize, type RingGeometry, type RingPlace } from './layout.ts';
import styles from './ring-unit.module.css';
import type { SceneUnit } from './scene.ts';
import { StageFigures } from './stage-figures.tsx';
import { UnitGlyph } from './unit-glyph.tsx';
import { unitCaption } from './unit-sentence.ts';
import { UnitTarget } from './unit-target.tsx';

type RingUnitProps = {
  unit: SceneUnit;
  place: RingPlace;
  geometry: RingGeometry;
  labels: Labels;
  isSelected: boolean;
  isDimmed: boolean;
  isTabStop: boolean;
  onSelect: (unitId: string) => void;
  onHover: (unitId: string | null) => void;
};

/** One house on the ring with its stub to the bus, its id and what it does. */
export const RingUnit = memo(function RingUnit(props: RingUnitProps) {
  const { unit, place, geometry, isSelected, isDimmed, isTabStop, onSelect, onHover } = props;
  const { scale, isStage } = geometry;
  const top = (unit.isGridMaster ? -50 : -34) * scale;
  const bottom = captionBottom(props);
  const frame = { x: -40 * scale, y: top, width: 80 * scale, height: bottom + 2 - top };
  return (
    <>
      <Stub unit={unit} place={place} geometry={geometry} bottom={bottom} />
      <g transform={`translate(${place.x} ${place.y})`} className={isDimmed ? styles.dimmed : undefined}>
        <g aria-hidden="true">
          {isSelected && <rect {...frame} rx={12} className={styles.selected} />}
          <UnitGlyph unit={unit} scale={scale} />
          <Caption {...props} />
          {isStage && <StageFigures unit={unit} scale={scale} isLeft={place.x < geometry.centre.x} />}
        </g>
        <UnitTarget {...frame} rx={12} {...{ unit, isSelected, isTabStop, onSelect, onHover }} />
      </g>
    </>
  );
});

/** Where the texts beneath a house end, px below its place. */
function captionBottom({ unit, geometry, labels }: RingUnitProps): number {
  const isSecondShown = unit.status !== 'ok' || (unit.dealW !== 0 && labels !== 'quiet');
  const lines = [true, isSecondShown, areHomePowersShown(unit, geometry)].filter(Boolean).length;
  return 26 * geometry.scale + 6 + lines * (captionSize(geometry.scale, geometry.isStage) + 3);
}

/** Sun and use of a home, where there is room for a third line; what is the matter with a unit goes before them. */
function areHomePowersShown({ status }: SceneUnit, { captionLines }: RingGeometry): boolean {
  return captionLines === 3 && status === 'ok';
}

function Caption({ unit, geometry, labels }: RingUnitProps) {
  const { scale, isStage } = geometry;
  const { t, language } = useTexts('cluster');
  const fontSize = captionSize(scale, isStage);
  const top = 26 * scale + fontSize + 4;
  const caption = unitCaption(unit, t, language);
  const isPowerShown = unit.dealW !== 0 && labels !== 'quiet';
  return (
    <>
      <text y={top} fontSize={fontSize} className={styles.name}>
        <tspan className={styles.id}>{unit.unitId}</tspan>
        {converterMark(unit) && (
          <tspan dx={4} fontSize={fontSize - 2} className={styles.converter}>
            {converterMark(unit)}
          </tspan>
        )}
        {isStage && unit.name !== unit.unitId && (
          <tspan dx={6} fontSize={fontSize - 2} className={styles.house}>
            {unit.name}
          </tspan>
        )}
      </text>
      {(caption || isPowerShown) && (
        <text y={top + fontSize + 3} fontSize={fontSize - 1} className={captionClass(unit, caption !== null)}>
          {caption ?? quantityText(withSign(formatPower(unit.dealW, language)))}
        </text>
      )}
      {areHomePowersShown(unit, geometry) && (
        <text
          y={top + (isPowerShown ? 2 : 1) * (fontSize + 3)}
          fontSize={Math.max(11, fontSize - 2)}
          className={styles.watts}
        >
          {quantityText(formatPower(unit.values.solarW, language))} ·{' '}
          {quantityText(formatPower(unit.values.loadW, language))}
        </text>
      )}
    </>
  );
}

function captionClass(unit: SceneUnit, isStatus: boolean): string | undefined {
  if (!isStatus) return unit.dealW < 0 ? styles.gives : styles.receives;
  if (unit.status === 'silent' || unit.status === 'failure') return styles.silent;
  return unit.status === 'alarm' ? styles.alarm : styles.late;
}

/** CV holds the voltage of the bus, CC follows a current. */
function converterMark(unit: SceneUnit): string | null {
  if (unit.shown !== 'fresh') return null;
  if (unit.converter === 'voltageReference') return 'CV';
  return unit.converter === 'charge' || unit.converter === 'discharge' ? 'CC' : null;
}

type StubProps = { unit: SceneUnit; place: RingPlace; geometry: RingGeometry; bottom: number };

/** From the edge of the house, or of the texts beneath it, to its tap on the bus. */
function Stub({ unit, place, geometry: { scale, captionLines }, bottom }: StubProps) {
  const dx = place.tap.x - place.x;
  const dy = place.tap.y - (place.y + 8 * scale);
  const halfWidth = Math.max(38 * scale, captionLines === 3 ? 48 : 0);
  const halfHeight = dy > 0 ? bottom - 8 * scale : 50 * scale;
  const shareX = dx === 0 ? 9 : Math.abs(halfWidth / dx);
  const shareY = dy === 0 ? 9 : Math.abs(halfHeight / dy);
  const share = Math.min(shareX, shareY);
  const isDealing = unit.dealW !== 0;
  const className = !isDealing ? styles.idleStub : unit.dealW < 0 ? styles.giveStub : styles.receiveStub;
  return (
    <g aria-hidden="true">
      {share < 1 && (
        <line
          x1={place.x + dx * share}
          y1={place.y + 8 * scale + dy * share}
          x2={place.tap.x}
          y2={place.tap.y}
          className={className}
          strokeDasharray={unit.status === 'silent' || unit.status === 'never' ? '3 4' : undefined}
        />
      )}
      <circle cx={place.tap.x} cy={place.tap.y} r={3} className={styles.tap} />
    </g>
  );
}
