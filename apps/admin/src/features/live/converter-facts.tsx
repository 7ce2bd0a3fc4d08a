import type { SceneUnit } from '@commonwatt/ui/cluster/scene.ts';
import { formatMeasure, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatAge, formatInstant } from '@commonwatt/ui/format/time.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import styles from './panel.module.css';

/** What the converter of a unit does, and how the unit reports. */
export function ConverterFacts({ unit, timeZone }: { unit: SceneUnit; timeZone: string }) {
  const { t, language } = useTexts('live');
  const drawing = useTexts('cluster');
  const { dcGridV, dcGridA, dcGridW, temperatureC } = unit.values;
  const measure = (value: number | null, symbol: string, decimals: number) =>
    quantityText(formatMeasure(value, symbol, decimals, language));
  const { effective, local } = unit.modes;
  const mode =
    effective === null ? '–' : t(local ? 'modeOwn' : 'modeFromCluster', { mode: drawing.t(`mode.${effective}`) });
  const facts: [string, string][] = [
    [t('status'), unit.converter === null ? '–' : t(`converters.${unit.converter}`)],
    [t('busLine'), [measure(dcGridV, 'V', 1), measure(dcGridA, 'A', 2), measure(dcGridW, 'W', 0)].join(' · ')],
    [t('temperature'), measure(temperatureC, '°C', 1)],
    [t('alarm'), unit.alarm === null ? '–' : t(`alarms.${unit.alarm}`)],
    [t('mode'), mode],
    [t('period'), formatAge(unit.reportPeriodMs, language)],
    [t('seen'), unit.takenAtMs === null ? '–' : formatInstant(unit.takenAtMs, timeZone, language)],
  ];
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t('converter')}</h2>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <FactRow key={label} label={label} value={value} />
        ))}
      </dl>
    </section>
  );
}

function FactRow({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
