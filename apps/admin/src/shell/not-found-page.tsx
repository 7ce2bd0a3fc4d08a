import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <main>
      <Empty title={t('notFound')}>
        <Link to="/">{t('toStart')}</Link>
      </Empty>
    </main>
  );
}
