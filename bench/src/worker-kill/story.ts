import type { MonitorType } from '@commonwatt/domain/monitoring/monitor-types';
import { type Subject, subjectOfUnit } from '@commonwatt/domain/monitoring/watch';
import type { ExpectedAlert } from '../alerts/compare-alerts.ts';

/** What Commonwatt says of a failure. */
export type Told = { type: string; unitId: string | null; detectedMs: number; isOpen: boolean };

/** Something that goes wrong in a cluster, until it does not any more. */
type Trouble = ExpectedAlert & { subjects: readonly Subject[] };

/** What happens in one cluster: one trouble after the other, each until it has been told and for a while longer. */
export type Story = {
  /** Programs that say nothing now. */
  silent(): ReadonlySet<Subject>;
  /** A unit that logs errors until that was told; null: none. */
  failing(): string | null;
  /** Goes on, knowing which failures of its cluster are open or were detected lately. Times are epoch ms. */
  goOn(nowMs: number, failures: readonly Told[]): void;
  /** No new trouble begins from now on; what nobody tells, or closes, is given up after a while. */
  end(nowMs: number): void;
  hasEnded(): boolean;
  /** All that went wrong so far. */
  troubles(): readonly ExpectedAlert[];
};

type State =
  | { name: 'well'; untilMs: number }
  /** Null: nobody has told of it yet. */
  | { name: 'ill'; trouble: Trouble; untilMs: number | null }
  | { name: 'mending'; trouble: Trouble };

const second = 1_000;
/** While everything is taken away time and again, it may take any time; afterwards what takes longer will not come. */
export const patienceMs = 15 * 60 * second;

/** An alert bears the time at which its round began; so long (ms) the round may have read until it met the trouble. */
export const longestReadMs = 5 * second;

/** The first minute is quiet: what was said before the monitors began is none of their business. */
const quietMs = 60 * second;

/**
 * @param startMs when the story begins (epoch ms).
 * @param random gives numbers in [0, 1).
 */
export function createStory(unitIds: readonly string[], startMs: number, random: () => number): Story {
  const troubles: ExpectedAlert[] = [];
  let state: State = { name: 'well', untilMs: startMs + quietMs };
  let givenUpMs: number | null = null;
  const pauseMs = (fromS: number, toS: number) => (fromS + random() * (toS - fromS)) * second;

  function begin(fromMs: number): Trouble {
    const about = chooseTrouble(unitIds, random);
    const trouble = { ...about, fromMs, toMs: Number.POSITIVE_INFINITY };
    troubles.push(trouble);
    return trouble;
  }

  return {
    silent: () => new Set(state.name === 'ill' ? state.trouble.subjects : []),
    failing() {
      // An error after the alert about it has closed would be another trouble.
      if (state.name !== 'ill' || state.untilMs !== null) return null;
      return state.trouble.type === 'apis_main_severe' ? state.trouble.unitId : null;
    },
    goOn(nowMs, failures) {
      if (state.name === 'well') {
        if (givenUpMs === null && nowMs >= state.untilMs) state = { name: 'ill', trouble: begin(nowMs), untilMs: null };
        return;
      }
      const { trouble } = state;
      const about = failures.filter(({ type, unitId }) => type === trouble.type && unitId === trouble.unitId);
      const isOpen = about.some((failure) => failure.isOpen);
      // One that is closed again before anybody looked has been told as well.
      const isTold = isOpen || about.some(({ detectedMs }) => detectedMs >= trouble.fromMs - longestReadMs);
      const isGivenUp = givenUpMs !== null && nowMs >= givenUpMs;
      if (state.name === 'mending') {
        if (!isOpen || isGivenUp) state = { name: 'well', untilMs: nowMs + pauseMs(5, 20) };
        return;
      }
      if (isTold && state.untilMs === null) state = { ...state, untilMs: nowMs + pauseMs(0, 20) };
      const isOver = state.untilMs !== null && nowMs >= state.untilMs;
      if (!isOver && !isGivenUp) return;
      trouble.toMs = nowMs;
      state = { name: 'mending', trouble };
    },
    end(nowMs) {
      givenUpMs = nowMs + patienceMs;
    },
    hasEnded: () => givenUpMs !== null && state.name === 'well',
    troubles: () => troubles,
  };
}

/** One unit, three units at once as behind a gateway, apis-ccc, or errors in the log of one unit. */
function chooseTrouble(
  unitIds: readonly string[],
  random: () => number,
): { type: MonitorType; unitId: string | null; subjects: readonly Subject[] } {
  const first = Math.floor(random() * unitIds.length);
  const chosen = [...unitIds.slice(first), ...unitIds.slice(0, first)];
  const [unitId = null] = chosen;
  const silent = (count: number) => chosen.slice(0, count).map(subjectOfUnit);
  const kind = random();
  if (kind < 0.35) return { type: 'apis_main_alive', unitId, subjects: silent(1) };
  if (kind < 0.55) return { type: 'apis_main_alive', unitId: null, subjects: silent(3) };
  if (kind < 0.65) return { type: 'apis_ccc_alive', unitId: null, subjects: ['apis-ccc'] };
  return { type: 'apis_main_severe', unitId, subjects: [] };
}
