import type { Db } from 'mongodb';
import type { Clock } from './clock.ts';
import type { SimulatedCluster } from './cluster.ts';
import type { Conditions } from './conditions.ts';
import { isStorable, isWorthSaving, type SimulatedDeal } from './deal.ts';
import { dealDocument } from './deal-document.ts';
import { createDocumentIds } from './document-id.ts';
import { clockSkewMs, type Fault, type FaultKind, isActiveFault } from './faults.ts';
import { type LogLine, logDocument } from './log-document.ts';
import { dealReportLines, unitDataReportLines, unitDataSizeLines, unstorableDealLines } from './log-lines.ts';
import { createQueue } from './queue.ts';
import { insertLogs, insertUnitData, saveDeal } from './store.ts';
import { type UnitDataDocument, unitDataDocuments } from './unit-data-document.ts';
import type { World } from './world.ts';

/** apis-ccc and apis-log of one cluster: they turn what happens into documents. */
export type Reporter = {
  /** One report of all units. */
  reportUnitData: (world: World, conditions: Conditions) => Promise<void>;
  /** One report of all deals; `current` is asked again before each is written. */
  reportDeals: (current: () => World) => Promise<void>;
  /** The last state of a deal that the grid master has removed. */
  disposeDeal: (deal: SimulatedDeal) => Promise<void>;
  /** Lines received from the programs; as many as apis-log cannot keep up with are lost. */
  writeLines: (lines: readonly LogLine[]) => Promise<void>;
};

export type ReporterOptions = {
  db: Db;
  cluster: SimulatedCluster;
  seed: number;
  clock: Clock;
  /** Of this cluster. */
  faults: readonly Fault[];
  signal: AbortSignal;
};

/** apis-log gets its lines by UDP: what it does not take in time is gone. */
const mostPendingWrites = 50;

export function createReporter({ db, cluster, seed, clock, faults, signal }: ReporterOptions): Reporter {
  const { communityId, clusterId } = cluster.ref;
  const startedAtMs = clock.now();
  const writer = (name: string) => createDocumentIds(seed, `${name} ${communityId}/${clusterId} live ${startedAtMs}`);
  const [unitDataIds, logIds] = [writer('apis-ccc'), writer('apis-log')];
  const [dealWrites, logWrites] = [createQueue(), createQueue()];

  const active = (kind: FaultKind) =>
    faults.filter((fault) => fault.kind === kind && isActiveFault(fault, clock.now()));
  const isSilent = () => active('silentReporter').length > 0;
  const concerns = (kind: FaultKind, unitId: string) =>
    active(kind).some((fault) => fault.unitId === null || fault.unitId === unitId);
  const skewMs = (unitId: string | null) => clockSkewMs(faults, unitId, clock.now());
  const reporterNow = () => clock.now() + skewMs(null);

  async function writeLines(lines: readonly LogLine[]): Promise<void> {
    const heard = lines.filter(({ program }) => program.programId !== 'apis-ccc' || !isSilent());
    if (heard.length === 0 || logWrites.size() > mostPendingWrites) return;
    const documents = heard.map((line) => {
      const unitId = line.program.programId === 'apis-main' ? line.program.unitId : null;
      return logDocument({ ...line, atMs: line.atMs + skewMs(unitId) }, cluster, logIds);
    });
    await logWrites.add(() => insertLogs(db, documents));
  }

  async function reportUnitData(world: World, conditions: Conditions): Promise<void> {
    if (isSilent()) return;
    await writeLines(unitDataReportLines(clock.now()));
    const report = { world, conditions, datasetId: reporterNow(), clockSkewMs: skewMs, nextId: unitDataIds };
    const documents = unitDataDocuments(report).flatMap((document) => repeated(document));
    const isLate = (document: UnitDataDocument) => concerns('lateReport', unitIdOf(document));
    const late = documents.filter(isLate);
    const timely = late.length === 0 ? documents : documents.filter((document) => !isLate(document));
    await insertUnitData(db, timely);
    await writeLines(unitDataSizeLines(documents.length, clock.now()));
    if (late.length > 0) insertLater(late);
  }

  /** A report that arrives twice differs in `_id` only. */
  function repeated(document: UnitDataDocument): UnitDataDocument[] {
    if (!concerns('duplicateReport', unitIdOf(document))) return [document];
    return [document, { ...document, _id: unitDataIds(clock.now()) }];
  }

  /** Lets late documents arrive after their delay; the next report does not wait for them. */
  function insertLater(documents: readonly UnitDataDocument[]): void {
    const delayMs = Math.max(0, ...active('lateReport').map(({ byMs }) => byMs));
    const insert = () => (signal.aborted ? undefined : insertUnitData(db, documents));
    clock.sleep(delayMs, signal).then(insert).catch(ignore);
  }

  async function reportDeals(current: () => World): Promise<void> {
    if (isSilent()) return;
    const { deals } = current();
    await writeLines(dealReportLines(deals, clock.now()));
    for (const { dealId } of deals.filter(isWorthSaving)) {
      await dealWrites.add(async () => {
        // A deal that ended meanwhile has its final document; an older state must not follow it.
        const deal = current().deals.find((one) => one.dealId === dealId);
        if (deal) await save(deal, false);
      });
    }
  }

  async function disposeDeal(deal: SimulatedDeal): Promise<void> {
    if (isSilent() || !isWorthSaving(deal)) return;
    await dealWrites.add(() => save(deal, true));
  }

  async function save(deal: SimulatedDeal, isDisposal: boolean): Promise<void> {
    if (!isStorable(deal)) return writeLines(unstorableDealLines(deal, isDisposal, clock.now()));
    await saveDeal(db, dealDocument(deal, { ref: cluster.ref, reportedAtMs: reporterNow(), clockSkewMs: skewMs }));
  }

  return { reportUnitData, reportDeals, disposeDeal, writeLines };
}

function unitIdOf(document: UnitDataDocument): string {
  return (document.oesunit as { id: string }).id;
}

/** A report that is lost on its way is not sent again. */
function ignore(): void {}
