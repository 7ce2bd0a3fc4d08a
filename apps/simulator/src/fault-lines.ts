import { type Fault, isActiveFault, isGlobal, severeText } from './faults.ts';
import type { LogLine, Program } from './log-document.ts';

/** How often an error that lasts is logged: apis-main counts a unit as faulty for 30 s after each. */
const severeEveryMs = 30_000;
const blockedEveryMs = 1_000;

/** The lines that active faults add to the log after `fromMs` and until `toMs` (included), in the order of time. */
export function faultLines(faults: readonly Fault[], fromMs: number, toMs: number): LogLine[] {
  return faults
    .flatMap((fault) => {
      if (fault.kind === 'severeLine')
        return moments(fault, severeEveryMs, fromMs, toMs).map((at) => severeLine(fault, at));
      if (fault.kind === 'blockedThread')
        return moments(fault, blockedEveryMs, fromMs, toMs).map((at) => blockedLine(fault, at));
      return [];
    })
    .sort((a, b) => a.atMs - b.atMs);
}

/** The beginning of a fault and every `periodMs` after it, as far as they lie in the span. */
function moments(fault: Fault, periodMs: number, fromMs: number, toMs: number): number[] {
  const result: number[] = [];
  const first = Math.max(0, Math.floor((fromMs - fault.fromMs) / periodMs) + 1);
  for (let atMs = fault.fromMs + first * periodMs; atMs <= toMs && isActiveFault(fault, atMs); atMs += periodMs) {
    result.push(atMs);
  }
  return result;
}

function severeLine(fault: Fault, atMs: number): LogLine {
  const text = severeText(fault);
  const program = programOf(fault);
  if (program.programId !== 'apis-main') {
    return { program, atMs, level: 'SEVERE', logger: 'tools.ccc.UnitDataReporting', message: text };
  }
  const [collector, place] = isGlobal(text)
    ? ['gridmaster', 'GlobalSafetyEvaluation.check(GlobalSafetyEvaluation.java:168)']
    : ['user', 'LocalSafetyEvaluation.check(LocalSafetyEvaluation.java:112)'];
  const message = `${text} [jp.co.sony.csl.dcoes.apis.main.evaluation.safety.${place}]`;
  return { program, atMs, level: 'SEVERE', logger: `main.app.${collector}.ErrorCollection`, message };
}

/** Beyond 5 s the checker adds where the thread hangs. */
function blockedLine(fault: Fault, atMs: number): LogLine {
  const blockedMs = fault.byMs + (atMs - fault.fromMs);
  const head = `Thread Thread[vert.x-eventloop-thread-1,5,main] has been blocked for ${blockedMs} ms, time limit is 2000 ms`;
  const trace =
    'io.vertx.core.VertxException: Thread blocked\n\tat java.base/java.io.FileOutputStream.writeBytes(Native Method)';
  return {
    program: programOf(fault),
    atMs,
    level: 'WARNING',
    logger: 'io.vertx.core.impl.BlockedThreadChecker',
    thread: 'vertx-blocked-thread-checker',
    message: blockedMs > 5_000 ? `${head}\n${trace}` : head,
  };
}

function programOf({ unitId }: Fault): Program {
  return unitId === null ? { programId: 'apis-ccc' } : { programId: 'apis-main', unitId };
}
