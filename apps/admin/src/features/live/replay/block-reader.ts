import { applyLiveMessage, type LiveMessage, type LiveView } from '@commonwatt/domain/live';

/** Gives the view of any instant of a recorded stretch; going on is cheap, going back begins anew. */
export function createBlockReader(messages: readonly LiveMessage[]): (atMs: number) => LiveView | null {
  let view: LiveView | null = null;
  let next = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  return (atMs) => {
    if (atMs < lastMs) {
      view = null;
      next = 0;
    }
    lastMs = atMs;
    for (let message = messages[next]; message && message.serverNowMs <= atMs; message = messages[next]) {
      view = applyLiveMessage(view, message);
      next += 1;
    }
    return view;
  };
}
