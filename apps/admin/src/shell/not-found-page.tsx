import { Empty } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Link } from '@tanstack/react-router';

export function NotFoundPage() {
  const { t } = useTexts('shell');
  return (
    <main>
      <Empty title={t('notFound')} isWholePage>
        <Link to="/">{t('toStart')}</Link>
      </Empty>
    </main>
  );
}
