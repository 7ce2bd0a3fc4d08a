import { Icon } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../../parts/card.tsx';
import controls from '../../parts/controls.module.css';
import { Field } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Shell } from '../../shell/shell.tsx';
import { useTRPC } from '../../trpc.ts';
import { BatchOutcome } from './batch-outcome.tsx';
import styles from './registry.module.css';
import { RegistryTabs } from './registry-tabs.tsx';

const example = `community,cluster,unit,community_name,cluster_name,time_zone,unit_name,available_from,residents
hill,north,E001,Hill,North,Asia/Tokyo,House 1,2026-04-01T00:00:00+09:00,h001 h002`;

/** Many homes at once from a file: first what would change, then the change. */
export function BatchPage() {
  const { t } = useTexts('registry');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const preview = useMutation(trpc.registry.batch.preview.mutationOptions());
  const register = useMutation(
    trpc.registry.batch.register.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }),
  );
  const isReady = preview.data !== undefined && preview.data.problems.length === 0 && preview.data.changes.length > 0;
  function change(next: string) {
    setText(next);
    // A preview of something else would mislead.
    preview.reset();
    register.reset();
  }
  const error = preview.error ?? register.error;
  return (
    <Shell title={t('tables.batch')}>
      <Page title={t('title')} subtitle={t('about.batch')} tools={<RegistryTabs />}>
        <Card title={t('tables.batch')} note={t('batchNote')}>
          <div className={styles.form}>
            <Field label={t('file')}>
              {(field) => (
                <input
                  {...field}
                  type="file"
                  accept=".csv,.json,text/csv,application/json"
                  onChange={async ({ target }) => change((await target.files?.[0]?.text()) ?? '')}
                />
              )}
            </Field>
            <Field label={t('fileText')} hint={t('batchHint')}>
              {(field) => (
                <textarea
                  {...field}
                  rows={8}
                  spellCheck={false}
                  lang="en"
                  value={text}
                  onChange={({ target }) => change(target.value)}
                />
              )}
            </Field>
            <pre className={styles.example}>
              <code>{example}</code>
            </pre>
            <div className={styles.actions}>
              <button
                type="button"
                className={isReady ? controls.button : controls.primary}
                disabled={text.trim() === '' || preview.isPending}
                onClick={() => preview.mutate({ text })}
              >
                <Icon name="eye" size={16} />
                {t('preview')}
              </button>
              {isReady && !register.data?.isDone && (
                <button
                  type="button"
                  className={controls.primary}
                  disabled={register.isPending}
                  onClick={() => register.mutate({ text })}
                >
                  {t('registerAll', { count: preview.data.changes.length })}
                </button>
              )}
            </div>
            {error && (
              <p role="alert" className={styles.problem}>
                <Refusal error={error} />
              </p>
            )}
            <div role="status">
              {register.data?.isDone && <b>{t('registered', { count: register.data.changes.length })}</b>}
            </div>
          </div>
          {(register.data ?? preview.data) && <BatchOutcome outcome={register.data ?? preview.data} />}
        </Card>
      </Page>
    </Shell>
  );
}
