/** A worker that was stopped and woken again must not write what another has long written: the result throws then. */
export function createTurn(longestMs: number, now: () => Date): () => void {
  const startedAtMs = now().getTime();
  return () => {
    if (now().getTime() - startedAtMs > longestMs) throw new Error('this round took too long and lost its turn');
  };
}
