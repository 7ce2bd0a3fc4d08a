import type { ClusterRef } from '@commonwatt/domain/refs';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { useTRPC } from '../trpc.ts';
import styles from './command-palette.module.css';
import { type Command, findCommands, listPlaces } from './commands.ts';
import { rememberedSearch } from './remembered-searches.ts';
import { clusterScreens } from './screens.ts';
import { useSeveralClusters } from './use-several-clusters.ts';

type CommandPaletteProps = { scope: ClusterRef | null; onClose: () => void; onHelp: () => void };

/** Goes anywhere by typing: to a screen, a cluster, a unit. */
export function CommandPalette({ scope, onClose, onHelp }: CommandPaletteProps) {
  const { t } = useTexts('commands');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [marked, setMarked] = useState(0);
  const found = findCommands(useCommands(scope, onHelp), typed);
  const current = found[Math.min(marked, found.length - 1)];
  function choose(command: Command | undefined) {
    if (!command) return;
    onClose();
    command.go();
  }
  function onKeyDown(event: KeyboardEvent) {
    const moves: Record<string, number> = {
      ArrowDown: marked + 1,
      ArrowUp: marked - 1,
      Home: 0,
      End: found.length - 1,
    };
    const move = moves[event.key];
    if (move !== undefined) setMarked(Math.max(0, Math.min(found.length - 1, move)));
    else if (event.key === 'Enter') choose(current);
    else return;
    event.preventDefault();
  }
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <input
        className={styles.input}
        role="combobox"
        data-autofocus
        aria-label={t('title')}
        aria-expanded={found.length > 0}
        aria-controls={id}
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        placeholder={t('placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && (
        <p role="status" className={styles.note}>
          {t('nothing', { typed })}
        </p>
      )}
      <div id={id} role="listbox" aria-label={t('found')} className={styles.list}>
        {found.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={command.id}
            id={`${id}-${command.id}`}
            role="option"
            aria-selected={command === current}
            className={styles.option}
            tabIndex={-1}
            ref={command === current ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => choose(command)}
          >
            {command.title}
            <span className={styles.detail}>{command.detail}</span>
          </div>
        ))}
      </div>
    </Dialog>
  );
}

function useCommands(scope: ClusterRef | null, onHelp: () => void): Command[] {
  const trpc = useTRPC();
  const { t } = useTexts('commands');
  const shell = useTexts('shell');
  const navigate = useNavigate();
  const hasOverview = useSeveralClusters();
  const outline = useQuery(trpc.communities.outline.queryOptions()).data ?? [];
  const params = (ref: ClusterRef) => ({ community: ref.communityId, cluster: ref.clusterId });
  const screens = scope
    ? clusterScreens.map(({ to, text }): Command => {
        const go = () => void navigate({ to, params: params(scope), search: rememberedSearch(to) });
        return { id: text, title: shell.t(text), detail: t('screen'), go };
      })
    : [];
  const places = listPlaces(outline).map((place): Command => {
    const { ref, title, detail } = place;
    if (place.kind === 'cluster') {
      const to = '/$community/$cluster/live';
      const go = () => void navigate({ to, params: params(ref), search: rememberedSearch(to) });
      return { id: `c-${ref.communityId}-${ref.clusterId}`, title, detail, go };
    }
    const unitParams = { ...params(ref), unit: place.unitId };
    const go = () => void navigate({ to: '/$community/$cluster/units/$unit', params: unitParams });
    return { id: `u-${ref.communityId}-${ref.clusterId}-${place.unitId}`, title, detail, go };
  });
  const overview = {
    id: 'overview',
    title: shell.t('overview'),
    detail: t('screen'),
    go: () => void navigate({ to: '/', search: rememberedSearch('/') }),
  };
  const others: Command[] = [
    ...(hasOverview ? [overview] : []),
    { id: 'settings', title: shell.t('settings'), detail: t('screen'), go: () => void navigate({ to: '/settings' }) },
    { id: 'help', title: t('shortcuts'), detail: t('help'), go: onHelp },
  ];
  return [...screens, ...others, ...places];
}
