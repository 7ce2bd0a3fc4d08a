import type { Freshness } from '@commonwatt/domain/freshness';
import type { HomeView } from '@commonwatt/domain/home';

/**
 * What is happening, as the key of a text and the values in it; the app turns it into words. `detail` says what it
 * means for the house.
 */
export type Happening = {
  key:
    | 'giving'
    | 'receiving'
    | 'preparingGive'
    | 'preparingReceive'
    | 'waiting'
    | 'stopped'
    | 'softStop'
    | 'noNews'
    | 'late'
    | 'never';
  powerW: number | null;
  /** Deals that are sharing. Several may be with the same neighbour. */
  dealCount: number;
  detail: Detail | null;
};

export type Detail = {
  key:
    | 'batteryCharging'
    | 'batteryCovers'
    | 'gridHelps'
    | 'solarCovers'
    | 'stoppedBody'
    | 'softStopBody'
    | 'noNewsBody'
    | 'lateBody'
    | 'neverBody';
  powerW: number | null;
};

/** One sentence for the home as it is shown now: old news first, then what staff did, then what flows. */
export function describeHome(home: HomeView, shown: Freshness): Happening {
  const plain = (key: Happening['key'], detail: Detail['key']): Happening => {
    return { key, powerW: null, dealCount: 0, detail: { key: detail, powerW: null } };
  };
  if (shown === 'never') return plain('never', 'neverBody');
  if (shown === 'silent') return plain('noNews', 'noNewsBody');
  if (shown === 'late') return plain('late', 'lateBody');
  const sharing = home.deals.filter((deal) => deal.phase === 'sharing');
  const [first] = sharing;
  if (first) {
    const powers = sharing.map((deal) => deal.powerW);
    const powerW = powers.includes(null) ? null : powers.reduce<number>((sum, power) => sum + (power ?? 0), 0);
    return { key: first.direction, powerW, dealCount: sharing.length, detail: houseDetail(home) };
  }
  if (home.mode === 'stop' || home.mode === 'manual') return plain('stopped', 'stoppedBody');
  if (home.mode === 'heteronomous') return plain('softStop', 'softStopBody');
  const preparing = home.deals.find((deal) => deal.phase === 'preparing');
  const key = !preparing ? 'waiting' : preparing.direction === 'giving' ? 'preparingGive' : 'preparingReceive';
  return { key, powerW: null, dealCount: 0, detail: houseDetail(home) };
}

/** Flows below this are the noise of idle devices. */
const leastW = 20;

function houseDetail({ batteryW, acGridW, solarW, loadW }: HomeView): Detail | null {
  if (batteryW !== null && batteryW >= leastW) return { key: 'batteryCharging', powerW: batteryW };
  if (acGridW !== null && acGridW >= leastW) return { key: 'gridHelps', powerW: acGridW };
  if (batteryW !== null && batteryW <= -leastW) {
    // What it gives beyond the use of the house goes to others or is lost on the way.
    return { key: 'batteryCovers', powerW: Math.min(-batteryW, loadW ?? -batteryW) };
  }
  if (solarW !== null && loadW !== null && solarW >= loadW && loadW > 0) return { key: 'solarCovers', powerW: null };
  return null;
}
