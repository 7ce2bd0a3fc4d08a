import { Icon } from '@commonwatt/ui/icons.tsx';
import { Popover } from '@commonwatt/ui/popover.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../trpc.ts';
import styles from './menus.module.css';
import { useSignOut } from './use-sign-out.ts';

/** Who is signed in, the way to the settings, and the way out. */
export function AccountMenu() {
  const trpc = useTRPC();
  const { t } = useTexts('shell');
  const signOut = useSignOut();
  const current = useQuery(trpc.signIn.current.queryOptions());
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
          <button type="button" className={styles.item} onClick={signOut}>
            <Icon name="signOut" size={16} />
            {t('signOut')}
          </button>
        </>
      )}
    </Popover>
  );
}
