import type { DealRow } from '@commonwatt/api/deals/deal-row';
import type { DealStep, DealStepKind } from '@commonwatt/domain/deal-steps';
import { formatDuration } from '@commonwatt/ui/format/duration.ts';
import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatClockSeconds, formatDay, formatZone } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './deal-drawer.module.css';

type DealLifeProps = { row: DealRow; steps: readonly DealStep[]; timeZone: string };

const troubles = new Set<DealStepKind>(['reset', 'aborted', 'emergencyStop']);

/** The life of a deal as a line of steps; what has not happened is not on it, and trouble stands where it came. */
export function DealLife({ row, steps, timeZone }: DealLifeProps) {
  const { t, language } = useTexts('deals');
  const firstMs = steps[0]?.atMs ?? 0;
  const zone = formatZone(firstMs, timeZone, language);
  return (
    <section className={styles.life}>
      <h3>
        {t('one.timeline')}
        <span className={styles.quiet}>
          {formatDay(firstMs, timeZone, language)} · {zone}
        </span>
      </h3>
      <ol>
        {steps.map((step, i) => (
          <li
            key={`${step.kind} ${step.atMs} ${steps.slice(0, i).filter(({ kind }) => kind === step.kind).length}`}
            className={troubles.has(step.kind) ? styles.trouble : undefined}
            data-sharing={isSharing(steps, i) || undefined}
          >
            <time dateTime={new Date(step.atMs).toISOString()}>
              {formatClockSeconds(step.atMs, timeZone, language)}
            </time>
            <span className={styles.dot} aria-hidden="true" />
            <div>
              <strong>{t(`one.steps.${step.kind}`)}</strong>
              <StepNote row={row} step={step} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Energy flows from the start of sharing to its stop. */
function isSharing(steps: readonly DealStep[], index: number): boolean {
  const start = steps.findIndex(({ kind }) => kind === 'started');
  const stop = steps.findIndex(({ kind }) => kind === 'stopped');
  return start !== -1 && index >= start && (stop === -1 ? index < steps.length - 1 : index < stop);
}

/** What more is known of a step. */
function StepNote({ row, step }: { row: DealRow; step: DealStep }) {
  const { t, language } = useTexts('deals');
  if (troubles.has(step.kind)) {
    return step.reasons.length === 0 ? (
      <p className={styles.quiet}>{t('one.noReason')}</p>
    ) : (
      // What the programs of the homes said, in their words.
      step.reasons.map((reason) => (
        <p key={reason} className={styles.reason} lang="en">
          {reason}
        </p>
      ))
    );
  }
  const text = stepText();
  return text && <p className={styles.quiet}>{text}</p>;

  function stepText(): string | null {
    const { requestUnitId, dischargeUnitId, chargeUnitId, type, dealAmountWh, cumulateAmountWh, durationMs } = row;
    const energy = (amountWh: number | null) => quantityText(formatEnergy(amountWh, language));
    if (step.kind === 'asked' && requestUnitId !== null) {
      return t(type === 'discharge' ? 'one.askedDischarge' : 'one.askedCharge', { unit: requestUnitId });
    }
    if (step.kind === 'accepted' && requestUnitId !== null) {
      return t('one.acceptedBy', { unit: requestUnitId === chargeUnitId ? dischargeUnitId : chargeUnitId });
    }
    if (step.kind === 'made' && dealAmountWh !== null) return t('one.madeOf', { amount: energy(dealAmountWh) });
    if (step.kind === 'stopped' && durationMs !== null) {
      return t('one.movedIn', { amount: energy(cumulateAmountWh), duration: formatDuration(durationMs, language) });
    }
    return null;
  }
}
