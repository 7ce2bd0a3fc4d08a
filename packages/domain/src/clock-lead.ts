/**
 * How far the clock of a reporting program runs ahead of ours, estimated from the delay of its reports.
 * A report that seems to come from the future proves a lead; the greatest lead seen lately is the best estimate, since
 * any delay on the way only makes it look smaller. A clock that is behind cannot be told from a slow way, so its
 * reports simply count as older: a stale value is never taken for a fresh one.
 */
export type ClockLead = { readonly observations: readonly { receivedAtMs: number; leadMs: number }[] };

const windowMs = 300_000;

export const noClockLead: ClockLead = { observations: [] };

/** Adds one report stamped `stampedAtMs` by the other clock and received at `receivedAtMs` by ours. */
export function observeClock(lead: ClockLead, stampedAtMs: number, receivedAtMs: number): ClockLead {
  const leadMs = stampedAtMs - receivedAtMs;
  // A smaller lead than a later one can never be the greatest again, so only a short falling list is kept.
  const kept = lead.observations.filter((one) => one.receivedAtMs > receivedAtMs - windowMs && one.leadMs > leadMs);
  return { observations: [...kept, { receivedAtMs, leadMs }] };
}

/** The greatest lead (ms) of the last five minutes; negative when even the fastest report seemed late. */
export function clockLeadMs(lead: ClockLead): number {
  return lead.observations[0]?.leadMs ?? 0;
}
