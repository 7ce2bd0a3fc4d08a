/** What a page knows of the session that it is shown in. */
export type PageSession = {
  subscribe(listener: () => void): () => void;
  /** Who is signed in; null: nobody, as far as the page knows. */
  username(): string | null;
  /** The session has ended while the page is open, and nobody has signed in again. */
  isOver(): boolean;
  /** Somebody is signed in: goes on with what waits, if it is whose page this is. */
  begin(username: string): void;
  /** Refused for want of a session. Nothing happens on a page of nobody. */
  end(): void;
  /** Signed out on purpose: what waits is given up. */
  leave(): void;
  /** Ends the session, and tells once whether somebody signed in again. What is returned stops waiting. */
  wait(tell: (isRenewed: boolean) => void): () => void;
};

/** `onStranger`: somebody else has signed in over a page that holds what they may not see. */
export function createPageSession(onStranger: () => void): PageSession {
  const listeners = new Set<() => void>();
  const waiting = new Set<(isRenewed: boolean) => void>();
  let owner: string | null = null;
  let isOver = false;

  function show(next: boolean) {
    if (isOver === next) return;
    isOver = next;
    for (const listener of listeners) listener();
  }
  function release(isRenewed: boolean) {
    show(false);
    const released = [...waiting];
    waiting.clear();
    for (const tell of released) tell(isRenewed);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    username: () => owner,
    isOver: () => isOver,
    begin(username) {
      if (isOver && username !== owner) return onStranger();
      owner = username;
      release(true);
    },
    end() {
      if (owner !== null) show(true);
    },
    leave() {
      owner = null;
      release(false);
    },
    wait(tell) {
      waiting.add(tell);
      show(true);
      return () => waiting.delete(tell);
    },
  };
}

/** The session of this page: its answers tell of it (session-link.ts), and a dialog asks to sign in again. */
export const pageSession = createPageSession(() => {
  try {
    // What the tab remembers is for whoever was here.
    sessionStorage.clear();
  } finally {
    window.location.reload();
  }
});
