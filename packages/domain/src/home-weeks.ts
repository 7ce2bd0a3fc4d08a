import type { ScenarioPreview, Wish, WishPreview } from './scenario-preview.ts';

/** What a home would have wished for over a week, and what it really gave and received. */
export type WeekPreview = ScenarioPreview & { gaveWh: number; receivedWh: number };

/** Null: what its battery holds is not known. */
export type HomePreview = { clusterCode: string; unitCode: string; preview: WeekPreview | null };

/** What is known of the wishes of a home; null where its battery does not tell. */
export function knownWeek({ preview }: HomePreview): WeekPreview | null {
  return preview && preview.coveredMs > 0 ? preview : null;
}

/** All of them together; what is not known of a home is not in it. */
export function sumWeeks(homes: readonly HomePreview[]): WeekPreview {
  const weeks = homes.flatMap(({ preview }) => preview ?? []);
  const sum = (of: (week: WeekPreview) => number) => weeks.reduce((total, week) => total + of(week), 0);
  const wish = (name: Wish): WishPreview => ({
    durationMs: sum((week) => week.wishes[name].durationMs),
    times: sum((week) => week.wishes[name].times),
    amountWh: sum((week) => week.wishes[name].amountWh),
  });
  return {
    coveredMs: sum(({ coveredMs }) => coveredMs),
    wishes: { offers: wish('offers'), gives: wish('gives'), takes: wish('takes'), asks: wish('asks') },
    gaveWh: sum(({ gaveWh }) => gaveWh),
    receivedWh: sum(({ receivedWh }) => receivedWh),
  };
}
