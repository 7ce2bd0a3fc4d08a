/** For how many days what other programs write is kept; null: for ever. */
export type RetentionSettings = { unitDataDays: number | null; dealDays: number | null; logDays: number };
