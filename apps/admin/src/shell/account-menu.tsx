import { Icon } from '@commonwatt/ui/icons.tsx';
import { Popover } from '@commonwatt/ui/popover.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTRPC } from '../trpc.ts';
import styles from './menus.module.css';

/** Who is signed in, the way to the settings, and the way out. */
export function AccountMenu() {
  const trpc = useTRPC();
  const { t } = useTexts('shell');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const current = useQuery(trpc.signIn.current.queryOptions());
  const signOut = useMutation(
    trpc.signIn.signOut.mutationOptions({
      onSuccess: async () => {
        // First away from the page: what it shows would be asked for again.
        await navigate({ to: '/login' });
        queryClient.clear();
      },
    }),
  );
  const username = current.data?.username ?? '';
  const initials = username.slice(0, 2).toUpperCase();
  return (
    <Popover
      label={`${initials}, ${t('account', { username })}`}
      trigger={initials}
      triggerClassName={styles.avatar}
      align="end"
    >
      {(close) => (
        <>
          <p className={styles.note}>{t('signedInAs', { username })}</p>
          <Link to="/settings" className={styles.item} onClick={close}>
            <Icon name="settings" size={16} />
            {t('settings')}
          </Link>
          <button type="button" className={styles.item} onClick={() => signOut.mutate()}>
            <Icon name="signOut" size={16} />
            {t('signOut')}
          </button>
        </>
      )}
    </Popover>
  );
}
