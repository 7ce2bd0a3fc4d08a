/** What decides the answer to a home. */
export type HomeState = {
  /** Which of the passwords is the account's. */
  password: number;
  isActive: boolean;
  isResident: boolean;
  /** The id of the scenario it trades by; null: none is chosen. */
  scenarioId: number | null;
};

/** A state, and when (ms) the change that led to it began and was acknowledged; infinite: not yet. */
export type Version = { state: HomeState; beganMs: number; doneMs: number };

export type Answer = { status: number; body: string };

/** So long after a change has been acknowledged the answer may still be the one from before. */
const graceMs = 1_000;

/** What a home in that state is answered when it sends that password. */
export function expectedAnswer(state: HomeState, sentPassword: number, bodyOf: (scenarioId: number) => string): Answer {
  if (!state.isActive || state.password !== sentPassword) return { status: 403, body: 'login failed' };
  if (!state.isResident) return { status: 400, body: 'not a resident' };
  return { status: 200, body: state.scenarioId === null ? '' : bodyOf(state.scenarioId) };
}

/** The states, oldest first, that an answer may be about which was asked for and received at these times (ms). */
export function possibleStates(
  versions: readonly Version[],
  { sentMs, receivedMs }: { sentMs: number; receivedMs: number },
): HomeState[] {
  return versions
    .filter(({ beganMs }, i) => {
      const replacedMs = versions[i + 1]?.doneMs ?? Number.POSITIVE_INFINITY;
      return beganMs <= receivedMs && sentMs <= replacedMs + graceMs;
    })
    .map(({ state }) => state);
}
