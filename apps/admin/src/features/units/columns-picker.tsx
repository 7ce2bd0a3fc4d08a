import { Popover } from '@commonwatt/ui/popover.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useState } from 'react';
import controls from '../../parts/controls.module.css';
import type { Column } from '../../parts/data-table.tsx';
import styles from './columns-picker.module.css';
import type { ListedUnit } from './unit-list.ts';
import { shownColumns, type UnitColumn, type UnitsSearch, withColumn } from './units-search.ts';

type ColumnsPickerProps = {
  /** Every column that there is. */
  columns: readonly Column<ListedUnit, UnitColumn>[];
  search: UnitsSearch;
  onChange: (next: Partial<UnitsSearch>) => void;
};

/** Which columns the list has. The first stays: it says which unit a row is. */
export function ColumnsPicker({ columns, search, onChange }: ColumnsPickerProps) {
  const { t } = useTexts('units');
  // Ahead of the address, which follows after a moment: one may choose faster.
  const [picked, setPicked] = useState(search);
  const [known, setKnown] = useState(search.cols);
  if (search.cols !== known) {
    setKnown(search.cols);
    setPicked(search);
  }
  const shown = shownColumns(picked);
  function choose(next: Partial<UnitsSearch>) {
    setPicked({ ...picked, ...next });
    onChange(next);
  }
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
                    onChange={({ target }) => choose(withColumn({ ...search, cols: picked.cols }, key, target.checked))}
                  />
                  {header}
                </label>
              ))}
          </div>
          <button
            type="button"
            className={controls.button}
            disabled={picked.cols === undefined}
            onClick={() => choose({ cols: undefined })}
          >
            {t('columns.usual')}
          </button>
        </fieldset>
      )}
    </Popover>
  );
}
