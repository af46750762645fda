import { createParser } from 'eventsource-parser';
import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue';
import { sessionFetch } from '@/shared/api';

const WAIT_MS = { first: 1000, most: 30_000 } as const;

/** Waits, or less when the page is left. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Reads a stream of server-sent events to its end. By `fetch`, since `EventSource` cannot carry the access token. */
async function read(response: Response, onEvent: (id: string | undefined) => void): Promise<void> {
  const parser = createParser({
    onEvent: (event) => {
      onEvent(event.id);
    },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) {
      return;
    }
    parser.feed(chunk.value);
  }
}

export interface LiveTask {
  /** Whether events come by themselves; while they do not, the page asks. */
  readonly live: Readonly<Ref<boolean>>;
}

/**
 * Follows what happens to a task. A stream that ends is taken up where it ended; one that the server does not have, or refuses, is given up.
 *
 * @param since the latest entry that the page has; null while it is not known yet
 * @param changed called after each event, and once when the stream begins: what happened between the page's first answer and the stream is
 *     in neither
 */
export function useLiveTask(
  id: MaybeRefOrGetter<string>,
  since: MaybeRefOrGetter<string | null>,
  changed: () => void,
): LiveTask {
  const live = ref(false);
  let current: AbortController | null = null;

  async function follow(taskId: string, start: string, signal: AbortSignal): Promise<void> {
    let last = start;
    let wait: number = WAIT_MS.first;
    let begun = false;
    while (!signal.aborted) {
      try {
        const address = new URL(`/api/v1/tasks/${taskId}/events`, window.location.origin);
        const headers = { Accept: 'text/event-stream', ...(last ? { 'Last-Event-ID': last } : {}) };
        const response = await sessionFetch(new Request(address, { headers, signal }));
        if (response.status >= 400 && response.status < 500 && response.status !== 429) {
          return;
        }
        if (response.ok) {
          live.value = true;
          wait = WAIT_MS.first;
          if (!begun) {
            begun = true;
            changed();
          }
          await read(response, (eventId) => {
            last = eventId ?? last;
            changed();
          });
        }
      } catch {
        // Broken off: taken up again below. The banner of the shell tells an outage.
      }
      live.value = false;
      await pause(wait, signal);
      wait = Math.min(wait * 2, WAIT_MS.most);
    }
  }

  function stop(): void {
    current?.abort();
    current = null;
    live.value = false;
  }

  watch(
    // Not what the latest entry is: the stream brings later ones by itself, and is not begun anew for each.
    [() => toValue(id), () => toValue(since) !== null] as const,
    ([taskId, known]) => {
      stop();
      if (known) {
        current = new AbortController();
        void follow(taskId, toValue(since) ?? '', current.signal);
      }
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return { live };
}
