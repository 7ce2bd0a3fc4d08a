import type { AppRouter } from '@commonwatt/api/app-router';
import type { UnitRef } from '@commonwatt/domain/refs';
import { isSameUnit } from '@commonwatt/domain/same-unit';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { Empty, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type ReactNode, useDeferredValue } from 'react';
import { Link } from 'wouter';
import { useTRPC } from '../trpc.ts';
import { NotLoaded } from './not-loaded.tsx';
import { Shell } from './shell.tsx';

/** A home of the signed-in resident. */
export type Home = inferRouterOutputs<AppRouter>['home']['list'][number];

type OwnHomeProps = { home: UnitRef; children: (home: Home, homes: Home[]) => ReactNode };

/** Looks up the home that an address names, among the homes of the signed-in resident. */
export function OwnHome({ home, children }: OwnHomeProps) {
  const trpc = useTRPC();
  const { t } = useTexts('home');
  const homes = useQuery(trpc.home.list.queryOptions());
  // The page that they open is drawn in slices.
  const list = useDeferredValue(homes.data);
  if (homes.isError) {
    return <NotLoaded what={t('homes')} requestId={requestId(homes.error)} onRetry={() => void homes.refetch()} />;
  }
  if (list === undefined) return <Loading label={t('homes')} height={500} />;
  const found = list.find((one) => isSameUnit(one.ref, home));
  if (found) return children(found, list);
  return (
    <Shell title={t('noSuchHome')} home={null}>
      <Empty title={t('noSuchHome')} isWholePage>
        <Link to="/">{t('toHomes')}</Link>
      </Empty>
    </Shell>
  );
}
