/** What one tab tells the others. No token travels: each tab renews its own by the cookie. */
export type TabMessage = { kind: 'signed-out' } | { kind: 'signed-in'; userId: string };

const CHANNEL = 'guildhall-session';
const LOCK = 'guildhall-session-renewal';

export interface Tabs {
  tell(message: TabMessage): void;
  close(): void;
}

export function joinTabs(hear: (message: TabMessage) => void): Tabs {
  if (typeof BroadcastChannel === 'undefined') {
    return { tell: () => undefined, close: () => undefined };
  }
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent<TabMessage>) => {
    hear(event.data);
  };
  return {
    tell: (message) => {
      channel.postMessage(message);
    },
    close: () => {
      channel.close();
    },
  };
}

/** Runs one renewal at a time over all tabs: two at once would present the same refresh token twice, which is theft. */
export function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? (locks.request(LOCK, work) as Promise<Result>) : work();
}
