import type { SVGProps } from 'react';
import { pressKeys } from '../press-keys.ts';
import { useTexts } from '../use-texts.ts';
import type { SceneUnit } from './scene.ts';
import { unitSentence } from './unit-sentence.ts';
import styles from './unit-target.module.css';

type UnitTargetProps = {
  unit: SceneUnit;
  isSelected: boolean;
  isTabStop: boolean;
  onSelect: (unitId: string) => void;
  onHover: (unitId: string | null) => void;
} & Pick<SVGProps<SVGRectElement>, 'x' | 'y' | 'width' | 'height' | 'rx'>;

/**
 * What of a drawn unit can be pointed at, focused and pressed. It lies over the drawing and holds no text, since its
 * name is a sentence and not the figures that stand there.
 */
export function UnitTarget({ unit, isSelected, isTabStop, onSelect, onHover, ...area }: UnitTargetProps) {
  const { t, language } = useTexts('cluster');
  return (
    <rect
      {...area}
      role="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={unitSentence(unit, t, language)}
      aria-pressed={isSelected}
      data-unit={unit.unitId}
      className={styles.target}
      onClick={() => onSelect(unit.unitId)}
      onKeyDown={pressKeys(() => onSelect(unit.unitId))}
      onFocus={() => onHover(unit.unitId)}
      onBlur={() => onHover(null)}
      onMouseEnter={() => onHover(unit.unitId)}
      onMouseLeave={() => onHover(null)}
    />
  );
}
