import type { SceneUnit } from '@commonwatt/ui/cluster/scene.ts';
import {
  type FormattedQuantity,
  formatEnergy,
  formatPercent,
  formatPower,
  quantityText,
  withSign,
} from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { KeyFigures } from '../../parts/key-figures.tsx';
import styles from './units.module.css';

/** What flows through a unit now; faded where it is old, and its age stands above. */
export function UnitFigures({ unit }: { unit: SceneUnit }) {
  const { t, language } = useTexts('live');
  const units = useTexts('units');
  const { solarW, loadW, batteryW, rsocPercent, remainingWh, acGridW, dcGridW } = unit.values;
  const parts = (quantity: FormattedQuantity) => [quantity];
  const remaining = quantityText(formatEnergy(remainingWh, language));
  const dealText = unit.dealW < 0 ? 'givingDeals' : 'receivingDeals';
  return (
    <div className={unit.shown === 'fresh' ? undefined : styles.stale}>
      <KeyFigures
        figures={[
          { label: t('solar'), parts: parts(formatPower(solarW, language)) },
          { label: t('homeUse'), parts: parts(formatPower(loadW, language)) },
          {
            label: t('battery'),
            parts: parts(formatPercent(rsocPercent, language)),
            note: units.t('batteryNote', {
              power: quantityText(withSign(formatPower(batteryW, language))),
              remaining,
            }),
          },
          { label: t('acGrid'), parts: parts(formatPower(acGridW, language)) },
          {
            label: t('dcGrid'),
            parts: parts(withSign(formatPower(dcGridW, language))),
            note: unit.dealW === 0 ? t('noDeals') : t(dealText, { count: unit.dealIds.length }),
          },
        ]}
      />
    </div>
  );
}
