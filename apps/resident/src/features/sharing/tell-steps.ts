import type { SharedDealDetail } from '@commonwatt/domain/home-sharing';

/** A step of a deal as residents are told of it. */
export type ToldStep = {
  key:
    | 'youAsked'
    | 'youOffered'
    | 'neighbourAsked'
    | 'neighbourOffered'
    | 'youAgreed'
    | 'neighbourAgreed'
    | 'agreed'
    | 'began'
    | 'done'
    | 'endedEarly'
    | 'stoppedForSafety';
  atMs: number;
};

/**
 * The life of an own deal in at most a handful of steps: who asked, who agreed, when energy began to flow and how it
 * ended. What is not known is left out.
 */
export function tellSteps({ direction, askedBy, steps, outcome }: Told): ToldStep[] {
  const told: ToldStep[] = [];
  const isEarly = outcome === 'aborted' || outcome === 'emergencyStop';
  for (const { kind, atMs } of steps) {
    const key = keyOf(kind, { direction, askedBy });
    const isRepeated = key === 'done' && (isEarly || told.some((step) => step.key === 'done'));
    if (key && !isRepeated) told.push({ key, atMs });
  }
  return told;
}

type Told = Pick<SharedDealDetail, 'direction' | 'askedBy' | 'steps' | 'outcome'>;

function keyOf(
  kind: SharedDealDetail['steps'][number]['kind'],
  { direction, askedBy }: Pick<Told, 'direction' | 'askedBy'>,
): ToldStep['key'] | null {
  switch (kind) {
    case 'asked':
      if (askedBy === null) return null;
      if (askedBy === 'ownHome') return direction === 'gave' ? 'youOffered' : 'youAsked';
      return direction === 'gave' ? 'neighbourAsked' : 'neighbourOffered';
    case 'accepted':
      if (askedBy === null) return 'agreed';
      return askedBy === 'ownHome' ? 'neighbourAgreed' : 'youAgreed';
    case 'started':
      return 'began';
    case 'stopped':
    case 'closed':
      return 'done';
    case 'aborted':
      return 'endedEarly';
    case 'emergencyStop':
      return 'stoppedForSafety';
    default:
      return null;
  }
}
