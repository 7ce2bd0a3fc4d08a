import { type Deal, dealOutcome, sharingDurationMs } from '@commonwatt/domain/deal';
import { readReasons } from '@commonwatt/domain/deal-steps';
import { formatLocalTime } from '@commonwatt/domain/monitoring/local-time';
import { countDeals, type DealSearch, streamDeals, streamFoundDocuments } from '@commonwatt/telemetry/deal-list';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import { plainDocument } from '../units/plain-document.ts';
import { type CsvColumns, csvPieces } from './csv.ts';
import type { ExportFile } from './send-export.ts';

/** The deals of a search as a file: CSV with times of the cluster's zone, or JSON with every field that was reported. */
export async function exportDeals(
  telemetry: Telemetry,
  search: DealSearch,
  { format, timeZone }: { format: 'csv' | 'json'; timeZone: string },
): Promise<ExportFile> {
  const rowCount = await countDeals(telemetry, search);
  if (format === 'json') return { format, rowCount, pieces: jsonPieces(streamFoundDocuments(telemetry, search)) };
  return { format, rowCount, pieces: csvPieces(streamDeals(telemetry, search), dealColumns(timeZone, search.now)) };
}

function dealColumns(timeZone: string, now: Date): CsvColumns<Deal> {
  const time = (at: Date | null) => at && formatLocalTime(at, timeZone);
  return [
    ['deal_id', ({ dealId }) => dealId],
    ['created', ({ createAt }) => time(createAt)],
    ['started', ({ startAt }) => time(startAt)],
    ['stopped', ({ stopAt }) => time(stopAt)],
    ['closed', ({ deactivateAt }) => time(deactivateAt)],
    ['gave', ({ dischargeUnitId }) => dischargeUnitId],
    ['received', ({ chargeUnitId }) => chargeUnitId],
    ['asked_by', ({ requestUnitId }) => requestUnitId],
    ['asked_to', ({ type }) => type],
    ['requested_wh', ({ requestAmountWh }) => requestAmountWh],
    ['agreed_wh', ({ dealAmountWh }) => dealAmountWh],
    ['moved_wh', ({ cumulateAmountWh }) => cumulateAmountWh],
    ['shared_s', (deal) => durationS(sharingDurationMs(deal))],
    ['status', (deal) => dealOutcome(deal, now)],
    ['reason', ({ scramReason, abortReason }) => readReasons(scramReason ?? abortReason).join('; ') || null],
  ];
}

function durationS(durationMs: number | null): number | null {
  return durationMs === null ? null : durationMs / 1000;
}

async function* jsonPieces(documents: AsyncIterable<unknown>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const document of documents) {
    yield separator + JSON.stringify(plainDocument(document));
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
