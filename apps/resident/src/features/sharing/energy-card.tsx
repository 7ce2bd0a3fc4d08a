import type { CalendarKind } from '@commonwatt/domain/calendar';
import { localDayOf } from '@commonwatt/domain/local-day';
import { requestId } from '@commonwatt/ui/api-error.ts';
import { CsvButton } from '@commonwatt/ui/csv-button.tsx';
import { formatEnergy, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { ErrorNotice, Loading } from '@commonwatt/ui/notices/notices.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useQuery } from '@tanstack/react-query';
import { DivergingBars } from '../../parts/diverging-bars.tsx';
import { Card } from '../../shell/card.tsx';
import type { Home } from '../../shell/own-home.tsx';
import { useTRPC } from '../../trpc.ts';
import styles from './energy-card.module.css';
import { energyFile } from './energy-file.ts';
import tableStyles from './sharing-table.module.css';
import { slotText, tickText } from './slot-text.ts';

const flows = ['solarWh', 'receivedWh', 'usedWh', 'gaveWh'] as const;
const colours = {
  solarWh: 'var(--solar)',
  receivedWh: 'var(--receive)',
  usedWh: 'var(--load)',
  gaveWh: 'var(--give)',
} as const;

/** All energy of the home in a period: what came from the sun and neighbours goes up, what was used and given goes down. */
export function EnergyCard({ home, span, day }: { home: Home; span: CalendarKind; day: string }) {
  const trpc = useTRPC();
  const { t, language } = useTexts('sharing');
  const request = trpc.home.energy.queryOptions({ home: home.ref, kind: span, day }, { refetchInterval: 300_000 });
  const energy = useQuery(request);
  if (!energy.isSuccess) {
    return (
      <Card title={t('energy.title')}>
        {energy.isPending ? (
          <Loading label={t('energy.what')} height={280} />
        ) : (
          <ErrorNotice
            what={t('energy.what')}
            requestId={requestId(energy.error)}
            onRetry={() => void energy.refetch()}
          />
        )}
      </Card>
    );
  }
  const { totals } = energy.data;
  const text = (amountWh: number | null) => quantityText(formatEnergy(amountWh, language));
  const slot = { span, timeZone: home.timeZone, language };
  const bars = energy.data.bars.map((bar) => ({ ...bar, day: localDayOf(new Date(bar.fromMs), home.timeZone) }));
  // The server knows nothing of what was shared only while the time is still to come.
  const isToCome = (bar: { receivedWh: number | null }) => bar.receivedWh === null;
  const sentence = (amounts: Record<(typeof flows)[number], number | null>) =>
    flows.map((flow) => `${t(`energy.${flow}`)} ${text(amounts[flow])}`).join(', ');
  return (
    <Card title={t('energy.title')}>
      <dl className={styles.totals}>
        {flows.map((flow) => (
          <div key={flow}>
            <dt>
              <i style={{ background: colours[flow] }} />
              {t(`energy.${flow}`)}
            </dt>
            <dd>{text(totals[flow])}</dd>
          </div>
        ))}
      </dl>
      <DivergingBars
        label={`${t('energy.title')}: ${sentence(totals)}`}
        bars={bars.map((bar) => ({
          key: bar.fromMs,
          tick: tickText(bar, slot),
          text: `${slotText(bar, slot)} · ${isToCome(bar) ? t('notYet') : sentence(bar)}`,
          up: [part(bar, 'solarWh'), part(bar, 'receivedWh')],
          down: [part(bar, 'usedWh'), part(bar, 'gaveWh')],
          isToCome: isToCome(bar),
        }))}
        language={language}
      />
      <p className={styles.note}>{t('energy.how')}</p>
      <div className={tableStyles.figures}>
        <details className={tableStyles.details}>
          <summary>{t('asTable')}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('time')}</th>
                {flows.map((flow) => (
                  <th key={flow} scope="col">
                    {t(`energy.${flow}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.fromMs}>
                  <th scope="row">{slotText(bar, slot)}</th>
                  {isToCome(bar) ? (
                    <td colSpan={flows.length}>{t('notYet')}</td>
                  ) : (
                    flows.map((flow) => <td key={flow}>{text(bar[flow])}</td>)
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
        <CsvButton what={t('energy.title')} fileName="energy" table={() => energyFile(bars, flows)} />
      </div>
    </Card>
  );
}

function part(bar: Record<(typeof flows)[number], number | null>, flow: (typeof flows)[number]) {
  return { amountWh: bar[flow], colour: colours[flow] };
}
