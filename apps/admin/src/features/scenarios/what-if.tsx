import { readScenario } from '@commonwatt/domain/scenario';
import { wishes } from '@commonwatt/domain/scenario-preview';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { formatDuration } from '@commonwatt/ui/format/time.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { ActSwatch } from '@commonwatt/ui/plan-chart/act-patterns.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import type { ClusterInfo } from '../../shell/with-cluster.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './scenarios.module.css';

type WhatIfProps = { cluster: ClusterInfo; text: string; unitId: string | null; onUnit: (unitId: string) => void };

/** What a unit would have asked for and offered over the last week under this text, by what it recorded. */
export function WhatIf({ cluster, text, unitId, onUnit }: WhatIfProps) {
  const trpc = useTRPC();
  const { t, language } = useTexts('scenarios');
  const tried = useDeferredValue(text);
  const chosen = cluster.units.find((unit) => unit.unitId === unitId) ?? cluster.units[0];
  const isReadable = readScenario(tried).ok;
  const answer = useQuery(
    trpc.scenarios.preview.queryOptions(
      { unit: { ...cluster.ref, unitId: chosen?.unitId ?? '' }, text: tried },
      { enabled: isReadable && chosen !== undefined, placeholderData: keepPreviousData, staleTime: 60_000 },
    ),
  );
  if (!chosen) return null;
  const preview = answer.data?.preview ?? null;
  const energy = (amountWh: number) => quantityText(formatEnergy(amountWh, language));
  const choice = (
    <label>
      <span className="visually-hidden">{t('whatIf.unit')}</span>
      <select className={controls.field} value={chosen.unitId} onChange={({ target }) => onUnit(target.value)}>
        {cluster.units.map(({ unitId: id, name }) => (
          <option key={id} value={id}>
            {name === id ? id : `${id} ${name}`}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Card title={t('whatIf.title')} tools={choice} isRenewing={answer.isFetching && !answer.isPending}>
      {!isReadable ? (
        <p>{t('unreadable')}</p>
      ) : answer.isPending ? (
        <Loading label={t('whatIf.title')} height={140} />
      ) : answer.isError ? (
        <ErrorNotice
          what={t('whatIf.title')}
          requestId={requestId(answer.error)}
          onRetry={() => void answer.refetch()}
        />
      ) : preview === null || preview.coveredMs === 0 ? (
        <p>{t(preview === null ? 'whatIf.noCapacity' : 'whatIf.nothingKnown')}</p>
      ) : (
        <>
          <ul className={styles.wishes}>
            {wishes.map((wish) => {
              const { amountWh, times, durationMs } = preview.wishes[wish];
              return (
                <li key={wish}>
                  <ActSwatch act={wish} />
                  {t(`whatIf.${wish}`)}
                  <span className={styles.note}>
                    {times === 0
                      ? t('whatIf.never')
                      : t('whatIf.times', { count: times, duration: formatDuration(durationMs, language) })}
                  </span>
                  <b>{energy(amountWh)}</b>
                </li>
              );
            })}
          </ul>
          <p className={styles.note}>
            {t('whatIf.really', { gave: energy(preview.gaveWh), received: energy(preview.receivedWh) })}
          </p>
          <p className={styles.note}>{t('whatIf.how', { covered: formatDuration(preview.coveredMs, language) })}</p>
        </>
      )}
    </Card>
  );
}
