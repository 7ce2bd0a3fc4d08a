import { type DealPhase, dealPhase, isLiveDeal } from './deal.ts';
import { type Freshness, type FreshnessDeadlines, judgeFreshness } from './freshness.ts';
import type { LiveCluster } from './live-cluster.ts';
import type { OperationMode } from './operation-mode.ts';
import { trackDeadlines, type UnitTrack } from './unit-track.ts';

/** A deal as the resident of one of its two homes may know it: nothing in it tells who the other one is. */
export type HomeDeal = {
  dealId: string;
  direction: 'giving' | 'receiving';
  phase: DealPhase;
  startedAtMs: number | null;
  agreedWh: number | null;
  movedWh: number | null;
  /** What the own converter measures, shared by agreed current among the own deals. */
  powerW: number | null;
};

/** What a resident sees of the own home, built field by field; no value in it comes from another home. */
export type HomeView = {
  freshness: Freshness;
  takenAtMs: number | null;
  deadlines: FreshnessDeadlines | null;
  rsocPercent: number | null;
  remainingWh: number | null;
  solarW: number | null;
  loadW: number | null;
  acGridW: number | null;
  /** Positive = charging. */
  batteryW: number | null;
  mode: OperationMode | null;
  deals: HomeDeal[];
};

/** The view of the home `unitId` at `now`. Deals are ordered by their creation, never by the partner. */
export function homeView(cluster: LiveCluster, unitId: string, now: Date): HomeView {
  const track = cluster.tracks.get(unitId);
  const sample = track?.sample;
  const deadlines = track ? trackDeadlines(track) : null;
  return {
    freshness: judgeFreshness(deadlines, now.getTime()),
    takenAtMs: track?.takenAtMs ?? null,
    deadlines,
    rsocPercent: sample?.rsocPercent ?? null,
    remainingWh: sample?.remainingWh ?? null,
    solarW: sample?.solarW ?? null,
    loadW: sample?.loadW ?? null,
    acGridW: sample?.acGridW ?? null,
    batteryW: sample?.batteryW ?? null,
    mode: sample?.modes.effective ?? null,
    deals: homeDeals(cluster, unitId, track, now),
  };
}

function homeDeals(cluster: LiveCluster, unitId: string, track: UnitTrack | undefined, now: Date): HomeDeal[] {
  const own = [...cluster.deals.values()]
    .filter((deal) => deal.dischargeUnitId === unitId || deal.chargeUnitId === unitId)
    .filter((deal) => isLiveDeal(deal, now))
    .sort((a, b) => (a.createAt?.getTime() ?? 0) - (b.createAt?.getTime() ?? 0) || (a.dealId < b.dealId ? -1 : 1));
  const sharing = own.filter((deal) => dealPhase(deal) === 'sharing');
  const totalA = sharing.reduce((sum, deal) => sum + (deal.dealGridCurrentA ?? 0), 0);
  const measuredW = track?.sample.dcGridW == null ? null : Math.abs(track.sample.dcGridW);
  return own.map((deal) => {
    const share = totalA > 0 ? (deal.dealGridCurrentA ?? 0) / totalA : 1 / Math.max(1, sharing.length);
    const sharedW = measuredW === null ? null : measuredW * share;
    return {
      dealId: deal.dealId,
      direction: deal.dischargeUnitId === unitId ? 'giving' : 'receiving',
      phase: dealPhase(deal),
      startedAtMs: deal.startAt?.getTime() ?? null,
      agreedWh: deal.dealAmountWh,
      movedWh: deal.cumulateAmountWh,
      powerW: dealPhase(deal) === 'sharing' ? sharedW : 0,
    };
  });
}
