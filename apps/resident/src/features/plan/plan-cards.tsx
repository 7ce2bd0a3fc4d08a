import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useEffect, useRef } from 'react';
import styles from './plan-cards.module.css';
import type { Plan } from './plan-types.ts';

type PlanCardsProps = {
  plans: readonly Plan[];
  shownId: number;
  inForceId: number | null;
  onSelect: (id: number) => void;
};

/** The plans side by side, to look at one of them; looking changes nothing. */
export function PlanCards({ plans, shownId, inForceId, onSelect }: PlanCardsProps) {
  const { t } = useTexts('plan');
  const shown = useRef<HTMLLabelElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another card is another place to scroll to
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shownId]);
  return (
    <fieldset className={styles.cards}>
      <legend className="visually-hidden">{t('choose')}</legend>
      {plans.map(({ id, name, description }) => (
        <label key={id} ref={id === shownId ? shown : null} className={styles.card}>
          <input
            type="radio"
            name="plan"
            className={styles.mark}
            checked={id === shownId}
            onChange={() => onSelect(id)}
          />
          <span className={styles.words}>
            <b>{name}</b>
            {id === inForceId && <em>{t('inUse')}</em>}
            {description && <span className={styles.description}>{description}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
