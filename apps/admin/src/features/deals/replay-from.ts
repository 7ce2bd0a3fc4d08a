import type { DealRow } from '@commonwatt/api/deals/deal-row';

/** A replay is a row of pictures, at least one in so long a time, counted from the full minute. */
const pictureMs = 15_000;

/** From when on (epoch ms) a deal can be replayed from its making on: the first picture that has it; null: not known. */
export function replayFromMs({ createAt, startAt }: Pick<DealRow, 'createAt' | 'startAt'>): number | null {
  const madeMs = (createAt ?? startAt)?.getTime();
  return madeMs === undefined ? null : Math.ceil(madeMs / pictureMs) * pictureMs;
}
