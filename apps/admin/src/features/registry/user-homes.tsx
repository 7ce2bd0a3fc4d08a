import type { UnitRef } from '@commonwatt/domain/refs';
import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import controls from '../../parts/controls.module.css';
import { Refusal } from '../../parts/refusal.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './registry.module.css';

const pathOf = ({ communityId, clusterId, unitId }: UnitRef) => `${communityId} / ${clusterId} / ${unitId}`;

/** The homes of a user: taken away, added, and saved together. */
export function UserHomes({ userId, stored }: { userId: number; stored: readonly UnitRef[] }) {
  const { t } = useTexts('registry');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [homes, setHomes] = useState(stored);
  const outline = useQuery(trpc.communities.outline.queryOptions());
  const save = useMutation(
    trpc.registry.users.setHomes.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.registry.users.homes.queryKey({ id: userId }) }),
    }),
  );
  const units = (outline.data ?? []).flatMap(({ communityId, clusters }) =>
    clusters.flatMap(({ clusterId, units: all }) =>
      all.map(({ unitId }): UnitRef => ({ communityId, clusterId, unitId })),
    ),
  );
  const others = units.filter((unit) => !homes.some((home) => pathOf(home) === pathOf(unit)));
  const isSame = homes.map(pathOf).join('\n') === stored.map(pathOf).join('\n');
  return (
    <>
      {homes.length === 0 && <p>{t('noHomes')}</p>}
      <ul className={styles.homes}>
        {homes.map((home) => (
          <li key={pathOf(home)}>
            <span lang="und">{pathOf(home)}</span>
            <button
              type="button"
              className={`${controls.button} ${controls.square}`}
              aria-label={t('removeHome', { home: pathOf(home) })}
              onClick={() => setHomes(homes.filter((one) => one !== home))}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <select
          className={controls.field}
          aria-label={t('addHome')}
          value=""
          onChange={({ target }) => {
            const added = others.find((unit) => pathOf(unit) === target.value);
            if (added) setHomes([...homes, added]);
          }}
        >
          <option value="">{t('addHome')}</option>
          {others.map((unit) => (
            <option key={pathOf(unit)} lang="und">
              {pathOf(unit)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className={controls.button}
          disabled={isSame || save.isPending}
          onClick={() => save.mutate({ id: userId, expected: [...stored], homes: [...homes] })}
        >
          {t('saveHomes')}
        </button>
      </div>
      <p role="status">{save.isSuccess && isSame && t('homesSaved')}</p>
      {save.isError && (
        <p role="alert" className={styles.problem}>
          <Refusal error={save.error} />
        </p>
      )}
    </>
  );
}
