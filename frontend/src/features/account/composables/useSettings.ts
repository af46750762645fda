import { computed, ref, shallowRef } from 'vue';
import type { Me, Settings } from '@/shared/api';
import { describeProblem } from '@/shared/problems';
import { useSession } from '@/shared/session';
import { changeSettings } from '../queries';

export type SaveState = 'idle' | 'saving' | 'saved' | 'failed';

/**
 * Settings are kept as soon as they change. The page shows the new value at once; one request is under way at a time and
 * only the latest values follow it, so that two quick changes never overtake each other. A refusal brings the kept values back.
 */
export function useSettings() {
  const session = useSession();
  const state = ref<SaveState>('idle');
  const failure = shallowRef<unknown>(null);
  /** What was chosen last, while it is on its way: an answer to something else may bring older values meanwhile. */
  const chosen = shallowRef<Settings | null>(null);
  let wanted: Settings | null = null;
  let sending = false;

  const settings = computed(() => chosen.value ?? session.user?.settings ?? null);
  const failureText = computed(() => (failure.value === null ? null : describeProblem(failure.value)));

  function show(me: Me, shown: Settings): void {
    session.replaceUser({ ...me, settings: shown });
  }

  async function send(kept: Settings): Promise<void> {
    let last = kept;
    sending = true;
    state.value = 'saving';
    while (wanted !== null) {
      const body = wanted;
      wanted = null;
      try {
        const me = await changeSettings(body);
        last = me.settings;
        show(me, wanted ?? last);
        failure.value = null;
        state.value = 'saved';
      } catch (error) {
        wanted = null;
        failure.value = error;
        state.value = 'failed';
        if (session.user) {
          show(session.user, last);
        }
      }
    }
    chosen.value = null;
    sending = false;
  }

  async function change(part: Partial<Settings>): Promise<void> {
    const me = session.user;
    if (!me) {
      return;
    }
    const kept = me.settings;
    wanted = { ...(chosen.value ?? kept), ...part };
    chosen.value = wanted;
    show(me, wanted);
    if (!sending) {
      await send(kept);
    }
  }

  return { settings, state, failureText, change };
}
