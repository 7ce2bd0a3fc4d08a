/** The units for which one open failure stands, since they fell silent together. */
export type Together = {
  /** Those that have not been heard since. */
  silent: readonly string[];
  back: readonly string[];
  /** A unit whose last sign of life was not later (epoch ms) fell silent with them, whenever that is noticed. */
  untilMs: number;
};

export const nobodyTogether: Together = { silent: [], back: [], untilMs: 0 };

/** A unit in service, as far as it was heard. */
export type UnitSilence = {
  unitId: string;
  /** Its last sign of life (epoch ms); 0: there was none. */
  heardMs: number;
  isHeard: boolean;
  /** Neither heard nor excused: it is to be told of. */
  isSilent: boolean;
  /** It is, or will be within a quarter of the window unless it is heard. */
  isAlmostSilent: boolean;
  /** An alert of its own is open. */
  isTold: boolean;
};

export type TogetherEvidence = {
  units: readonly UnitSilence[];
  /** How far apart last signs of life may lie that ended for one reason. */
  spreadMs: number;
  before: Together;
  /** Whether their failure is open. */
  isOpen: boolean;
  /** No unit at all was heard of late: few are enough then, but not before each of them is silent. */
  areAllQuiet: boolean;
  /** Something else tells of them, or may be about to. */
  isElsewhere: boolean;
};

export type TogetherFindings = {
  /** Who belongs to the open failure now. */
  members: Together;
  /** Some of them were noticed just now. */
  hasJoined: boolean;
  /** The open failure is to be closed. */
  isOver: boolean;
  /** Others fell silent together: a failure is to be opened that stands for these, the open one's included. */
  began: Together | null;
  /** Units that must not be told of singly: they are in it, or it may turn out that they are. */
  held: ReadonlySet<string>;
};

/** Fewer units have their own alarms, unless they are all that there are. */
const fewest = 3;

/**
 * Which units fell silent together, for instance behind one gateway: at least three whose last signs of life lie close to
 * each other, or all units of a cluster. It is over when half of them are back, so that one that returns does not set free
 * the alarms of all others, and one that never does keeps no old alert open.
 */
export function findTogether(evidence: TogetherEvidence): TogetherFindings {
  const { units, spreadMs, isOpen, areAllQuiet, isElsewhere } = evidence;
  const before = isOpen ? findMembers(evidence) : nobodyTogether;
  const free = units.filter(({ unitId, isTold }) => !isTold && !before.silent.includes(unitId));
  const late = isOpen ? free.filter(({ isSilent, heardMs }) => isSilent && heardMs <= before.untilMs) : [];
  const hasJoined = late.length > 0 && !isElsewhere;
  const members = hasJoined ? { ...before, silent: [...before.silent, ...idsOf(late)] } : before;
  const isOver = isOpen && members.back.length >= members.silent.length;

  const rest = free.filter((unit) => !late.includes(unit));
  const silent = rest.filter((unit) => unit.isSilent);
  const almostSilent = rest.filter((unit) => unit.isAlmostSilent);
  const mayBeAll = areAllQuiet && (rest.length > 1 || isElsewhere);
  const maybe = mayBeAll ? rest : findClumps(almostSilent, spreadMs).units;
  const held = new Set([...before.silent, ...idsOf(late), ...idsOf(maybe)]);
  const found = areAllQuiet ? findAll(rest, silent) : findClumps(silent, spreadMs);
  const hasBegun = found.units.length > 0 && !isElsewhere && !isOver;
  const all = [...members.silent, ...idsOf(found.units)];
  const began = hasBegun ? { silent: all, back: [], untilMs: found.untilMs } : null;
  return { members, hasJoined, isOver, began, held };
}

/** Who still is among them. Of an open failure of which that was forgotten, everybody who is silent. */
function findMembers({ before, units }: TogetherEvidence): Together {
  const isForgotten = before.silent.length + before.back.length === 0;
  const silent = units.filter(
    ({ unitId, isHeard, isTold }) => !isHeard && !isTold && (isForgotten || before.silent.includes(unitId)),
  );
  const back = units.filter(
    ({ unitId, isHeard }) => before.back.includes(unitId) || (isHeard && before.silent.includes(unitId)),
  );
  return { silent: idsOf(silent), back: idsOf(back), untilMs: before.untilMs };
}

type Clump = { units: readonly UnitSilence[]; untilMs: number };

function findAll(rest: readonly UnitSilence[], silent: readonly UnitSilence[]): Clump {
  const isEverybody = silent.length === rest.length && silent.length > 1;
  return { units: isEverybody ? silent : [], untilMs: Math.max(0, ...silent.map(({ heardMs }) => heardMs)) };
}

/** All that have enough others close to them; the end of the last stretch of time in which there were enough. */
function findClumps(units: readonly UnitSilence[], spreadMs: number): Clump {
  const sorted = [...units].sort((a, b) => a.heardMs - b.heardMs);
  const found = new Set<UnitSilence>();
  let untilMs = 0;
  for (const [i, first] of sorted.entries()) {
    const last = sorted[i + fewest - 1];
    if (last === undefined || last.heardMs > first.heardMs + spreadMs) continue;
    untilMs = first.heardMs + spreadMs;
    for (const unit of sorted.slice(i)) {
      if (unit.heardMs > untilMs) break;
      found.add(unit);
    }
  }
  return { units: [...found], untilMs };
}

function idsOf(units: readonly UnitSilence[]): string[] {
  return units.map(({ unitId }) => unitId);
}
