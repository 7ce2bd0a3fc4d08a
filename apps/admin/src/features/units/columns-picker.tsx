import { Popover } from '@commonwatt/ui/popover.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { startTransition, useOptimistic } from 'react';
import controls from '../../parts/controls.module.css';
import type { Column } from '../../parts/data-table.tsx';
import type { SearchChange } from '../../parts/search-change.ts';
import styles from './columns-picker.module.css';
import type { ListedUnit } from './unit-list.ts';
import { shownColumns, type UnitColumn, type UnitsSearch, withColumn } from './units-search.ts';

type ColumnsPickerProps = {
  /** Every column that there is. */
  columns: readonly Column<ListedUnit, UnitColumn>[];
  search: UnitsSearch;
  onChange: (next: SearchChange<UnitsSearch>) => Promise<void>;
};

/** Which columns the list has. The first stays: it says which unit a row is. */
export function ColumnsPicker({ columns, search, onChange }: ColumnsPickerProps) {
  const { t } = useTexts('units');
  // A box is ticked at once, though the address follows after a moment.
  const [shown, setShown] = useOptimistic(shownColumns(search));
  const choose = (key: UnitColumn, isShown: boolean) =>
    startTransition(async () => {
      setShown(isShown ? [...shown, key] : shown.filter((one) => one !== key));
      await onChange((old) => withColumn(old, key, isShown));
    });
  return (
    <Popover label={t('columns.choose')} trigger={t('columns.choose')} triggerClassName={controls.button} align="end">
      {() => (
        <fieldset className={styles.picker}>
          <legend className="visually-hidden">{t('columns.choose')}</legend>
          <div className={styles.columns}>
            {columns
              .filter(({ key }) => key !== 'unit')
              .map(({ key, header }) => (
                <label key={key}>
                  <input
                    type="checkbox"
                    checked={shown.includes(key)}
                    onChange={({ target }) => choose(key, target.checked)}
                  />
                  {header}
                </label>
              ))}
          </div>
          <button
            type="button"
            className={controls.button}
            disabled={search.cols === undefined}
            onClick={() => void onChange({ cols: undefined })}
          >
            {t('columns.usual')}
          </button>
        </fieldset>
      )}
    </Popover>
  );
}
