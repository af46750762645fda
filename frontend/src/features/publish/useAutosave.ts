import { onScopeDispose, ref, watch, type Ref } from 'vue';

export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'failed';

const QUIET_MS = 1200;

export interface Autosave {
  readonly state: Readonly<Ref<SaveState>>;
  readonly failure: Readonly<Ref<unknown>>;
  /** Saves what is not saved yet, at once; throws when that fails. */
  flush: () => Promise<void>;
}

/**
 * Saves what changes a moment after the last change, one save at a time, and the newest state last.
 *
 * @param content what is saved, as text that differs when it does
 */
export function useAutosave(content: () => string, save: () => Promise<void>): Autosave {
  const state = ref<SaveState>('clean');
  const failure = ref<unknown>(null);
  let savedContent = content();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  async function work(): Promise<void> {
    while (content() !== savedContent) {
      const sent = content();
      state.value = 'saving';
      await save();
      savedContent = sent;
    }
    state.value = 'saved';
    failure.value = null;
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (running === null && content() === savedContent) {
      return;
    }
    running ??= work().finally(() => {
      running = null;
    });
    try {
      await running;
    } catch (error) {
      state.value = 'failed';
      failure.value = error;
      throw error;
    }
  }

  watch(content, (now) => {
    if (now === savedContent) {
      return;
    }
    if (running === null) {
      state.value = 'waiting';
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Told by `state` and `failure`; the next change or a press of a button tries again.
      flush().catch(() => undefined);
    }, QUIET_MS);
  });

  /** The browser asks before it drops what is not saved. */
  function guard(event: BeforeUnloadEvent): void {
    if (content() !== savedContent) {
      event.preventDefault();
    }
  }
  window.addEventListener('beforeunload', guard);
  onScopeDispose(() => {
    window.removeEventListener('beforeunload', guard);
    flush().catch(() => undefined);
  });

  return { state, failure, flush };
}
