import { type Conditions, unitMode } from './conditions.ts';
import { isWorthSaving, type SimulatedDeal, voltageReferenceOf } from './deal.ts';
import { cumulatedWh } from './deal-document.ts';
import type { LogLine, Program } from './log-document.ts';
import { decider } from './negotiation.ts';
import { structuredError } from './structured-error.ts';
import type { DealStep, World, WorldEvent } from './world.ts';

/** What the programs say, in their own words. Lines of one call are in the order in which they appear. */

type Speaker = (logger: string, message: string, level?: LogLine['level']) => LogLine;

const ccc: Program = { programId: 'apis-ccc' };

/** The signs of life of every unit and of the grid master, as they repeat every few seconds. */
export function heartbeatLines(world: World, conditions: Conditions, atMs: number): LogLine[] {
  const present = world.cluster.homes.filter(({ unitId }) => !conditions.silentUnits.has(unitId));
  const decide = decider(world);
  const lines = present.flatMap((home) => {
    const say = speaker({ programId: 'apis-main', unitId: home.unitId }, atMs);
    const mode = unitMode(conditions, home.unitId);
    const { period, problems } = decide(home);
    const complaint = structuredError({ ...warning, unitId: home.unitId, text: problems[0] ?? '' });
    return [
      say('main.app.controller.DataAcquisition', 'uri : /remote/get'),
      say('main.app.controller.DataAcquisition', 'uri : /1/log/data'),
      ...(mode === 'autonomous'
        ? []
        : [say('main.app.user.HouseKeeping', `operationMode is not autonomous : ${mode}`)]),
      ...(period === null ? [say('main.app.user.ErrorCollection', complaint, 'WARNING')] : []),
    ];
  });
  return [...lines, ...gridMasterLines(world, conditions, present.length, atMs)];
}

const warning = { category: 'USER', extent: 'LOCAL', level: 'WARN' } as const;

function gridMasterLines(world: World, conditions: Conditions, present: number, atMs: number): LogLine[] {
  const { gridMasterId, cluster } = world;
  if (gridMasterId === null) return [];
  const say = speaker({ programId: 'apis-main', unitId: gridMasterId }, atMs);
  const reference = voltageReferenceOf(world.deals);
  const members = (list: readonly { unitId: string }[]) => `[${list.map(({ unitId }) => unitId).join(', ')}]`;
  const missing = structuredError({
    category: 'HARDWARE',
    extent: 'GLOBAL',
    level: 'WARN',
    unitId: gridMasterId,
    text: `illegal member list : ${members(cluster.homes.filter(({ unitId }) => !conditions.silentUnits.has(unitId)))}, POLICY.memberUnitIds : ${members(cluster.homes)}`,
  });
  return [
    say('main.app.gridmaster.DataCollection', `${present} unit data collected`),
    ...(present < cluster.homes.length ? [say('main.app.gridmaster.ErrorCollection', missing, 'WARNING')] : []),
    say(management, reference === null ? 'no voltage reference unit found' : `voltage reference unit : ${reference}`),
    say(management, 'no need to move'),
    say(management, `gridMasterUnitId : ${gridMasterId}`),
  ];
}

const management = 'main.app.mediator.GridMasterManagement';

/** What the grid master says about something that happened to the cluster. */
export function eventLines(event: WorldEvent, gridMasterId: string | null, atMs: number): LogLine[] {
  if (event.type === 'gridMasterMoved') {
    const say = speaker({ programId: 'apis-main', unitId: event.from ?? event.to }, atMs);
    const reason = event.from === null ? 'no GridMaster exists' : 'should move GridMaster';
    return [say(management, reason), say(management, `newGridMasterUnitId : ${event.to}`)];
  }
  const say = speaker({ programId: 'apis-main', unitId: gridMasterId ?? event.deal.requestUnitId }, atMs);
  return dealMessages(event.step, event.deal).map((message) => say('main.app.mediator.util.DealUtil', message));
}

function dealMessages(step: DealStep, deal: SimulatedDeal): string[] {
  const { dealId, isMaster, abort, scram } = deal;
  switch (step) {
    case 'created':
      return [`deal created : ${dealId}`];
    case 'activated':
      return [`dealId : ${dealId}`, 'deal activated', `deal isMaster : ${isMaster}`, `deal updated : ${dealId}`];
    case 'rampedUp':
      return [`dealId : ${dealId}`, 'deal ramped up', `deal updated : ${dealId}`];
    case 'warmedUp':
      return [`dealId : ${dealId}`, 'deal warmed up', `deal updated : ${dealId}`];
    case 'started':
      return [`dealId : ${dealId}`, 'deal compensated', 'deal started', `deal updated : ${dealId}`];
    case 'cumulated':
      return [
        `dealId : ${dealId}`,
        `deal cumulated : ${cumulatedWh(deal)} / ${deal.dealAmountWh}`,
        'deal goes on ...',
        `deal updated : ${dealId}`,
      ];
    case 'stopped':
      return [`dealId : ${dealId}`, 'deal stopped', `deal updated : ${dealId}`];
    case 'deactivated':
      return [`dealId : ${dealId}`, 'deal deactivated', `deal removed : ${dealId}`];
    case 'reset':
      return [`dealId : ${dealId}`, `deal reset; reason : ${deal.resets.at(-1)?.reason}`];
    case 'aborted':
      return [`dealId : ${dealId}`, `deal aborted; reason : ${abort?.reason}`];
    case 'scrammed':
      return ['SCRAM all deals ...', `deal scrammed; reason : ${scram?.reason}`, `deal removed : ${dealId}`];
    case 'discarded':
      return [`deal aborted; reason : ${abort?.reason ?? 'unit is not ready'}`, `deal removed : ${dealId}`];
  }
}

/** Said before anything is fetched or written: a sign of life, no more. */
export function unitDataReportLines(atMs: number): LogLine[] {
  return [speaker(ccc, atMs)('tools.ccc.UnitDataReporting', 'reporting unit data ...')];
}

export function unitDataSizeLines(count: number, atMs: number): LogLine[] {
  const say = speaker(ccc, atMs);
  if (count === 0) return [say('tools.ccc.UnitDataReporting', 'unit data is empty', 'WARNING')];
  return ['size of unit data', 'size of filtered unit data'].map((text) =>
    say('tools.ccc.UnitDataReporting', `${text} : ${count}`),
  );
}

export function dealReportLines(deals: readonly SimulatedDeal[], atMs: number): LogLine[] {
  const say = speaker(ccc, atMs);
  return [
    'reporting deals ...',
    `size of result : ${deals.length}`,
    `size of filtered result : ${deals.filter(isWorthSaving).length}`,
  ].map((message) => say('tools.ccc.DealReporting', message));
}

/** apis-ccc cannot convert a deal that ended before it started (apis-ccc, deals without their final document). */
export function unstorableDealLines(deal: SimulatedDeal, isDisposal: boolean, atMs: number): LogLine[] {
  const say = speaker(ccc, atMs);
  const logger = 'tools.ccc.impl.mongo_db.MongoDBDealReportingImpl';
  const lines = [
    say(logger, 'Communication failed with MongoDB ; java.lang.NullPointerException: text', 'SEVERE'),
    say(logger, `query : ${JSON.stringify({ dealId: deal.dealId })}`, 'SEVERE'),
    say(logger, `deal : ${JSON.stringify({ dealId: deal.dealId, startDateTime: '--', stopDateTime: '--' })}`, 'SEVERE'),
  ];
  if (!isDisposal) return lines;
  const failure = 'Communication failed with ServiceCenter ; java.lang.NullPointerException: text';
  return [...lines, say('tools.ccc.DealReporting', failure, 'SEVERE')];
}

/** The two lines that a failed scenario request leaves: apis-ccc's and that of the unit that asked. */
export function scenarioFailureLines(unitId: string, cause: string, atMs: number): LogLine[] {
  const say = speaker(ccc, atMs);
  const failure = `Communication failed with ServiceCenter ; ${cause}`;
  const reason = `(RECIPIENT_FAILURE,-1) ${cause.replace(/^[\w.]+: /, '')}`;
  return [say('tools.ccc.ScenarioAcquisition', failure, 'SEVERE'), unansweredLine(unitId, reason, atMs)];
}

/** What a unit says when there is no apis-ccc to ask. */
export function noScenarioServiceLines(unitId: string, atMs: number): LogLine[] {
  return [unansweredLine(unitId, '(NO_HANDLERS,-1) No handlers for address apis.ControlCenterClient.scenario', atMs)];
}

function unansweredLine(unitId: string, reason: string, atMs: number): LogLine {
  const text = structuredError({ ...warning, unitId, text: `Communication failed on EventBus ; ${reason}` });
  return speaker({ programId: 'apis-main', unitId }, atMs)('main.app.user.ErrorCollection', text, 'WARNING');
}

/** Gives a program's lines increasing times, a few ms apart, as they come. */
function speaker(program: Program, atMs: number): Speaker {
  let count = 0;
  return (logger, message, level = 'INFO') => {
    count += 1;
    return { program, atMs: atMs + count, level, logger, message };
  };
}
