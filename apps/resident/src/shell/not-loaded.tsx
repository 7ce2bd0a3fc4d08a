import { ErrorNotice, type ErrorNoticeProps } from '@commonwatt/ui/notices/notices.tsx';

/** Stands for a page of which nothing could be loaded. */
export function NotLoaded(props: Omit<ErrorNoticeProps, 'isWholePage'>) {
  return (
    <main>
      <ErrorNotice {...props} isWholePage />
    </main>
  );
}
