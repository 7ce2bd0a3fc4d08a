import type { ClusterRef } from '@commonwatt/domain/refs';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { useTRPC } from '../trpc.ts';
import styles from './command-palette.module.css';
import { type Command, findCommands, recentFirst } from './commands.ts';
import { keepRecentCommand, readRecentCommands } from './recent-commands.ts';
import { useCommands } from './use-commands.ts';
import { useDealCommands } from './use-deal-commands.ts';

type CommandPaletteProps = {
  scope: ClusterRef | null;
  /** What was typed before it had come. */
  typedAhead: string;
  onClose: () => void;
  onHelp: () => void;
};

/** Goes anywhere by typing: to a page, a community, a cluster, a unit, a scenario, a deal; and does what harms nothing. */
export function CommandPalette({ scope, typedAhead, onClose, onHelp }: CommandPaletteProps) {
  const { t } = useTexts('commands');
  const trpc = useTRPC();
  const id = useId();
  const [typed, setTyped] = useState(typedAhead);
  const [markedId, setMarkedId] = useState<string | null>(null);
  const [recentIds] = useState(readRecentCommands);
  const outline = useQuery(trpc.communities.outline.queryOptions()).data ?? [];
  const deals = useDealCommands(scope, outline, typed);
  const all = recentFirst(useCommands(scope, outline, onHelp), typed.trim() === '' ? recentIds : []);
  const found = [...findCommands(all, typed), ...deals.commands];
  // What was marked stays so when more is found.
  const marked = Math.max(
    0,
    found.findIndex((command) => command.id === markedId),
  );
  const current = found[marked];
  function choose(command: Command | undefined) {
    if (!command) return;
    if (!command.isOnce) keepRecentCommand(command.id);
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
    if (move !== undefined) setMarkedId(found[Math.max(0, Math.min(found.length - 1, move))]?.id ?? null);
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
          setMarkedId(null);
        }}
        onKeyDown={onKeyDown}
      />
      {(found.length === 0 || deals.isError) && (
        <p role="status" className={styles.note}>
          {deals.isPending ? t('searching') : deals.isError ? t('dealsFailed') : t('nothing', { typed })}
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
