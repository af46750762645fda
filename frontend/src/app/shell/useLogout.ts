import { nextTick } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { notifyInfo, notifySuccess } from '@/shared/problems';
import { useSession } from '@/shared/session';

/** Logs out and says so; also when only this browser could forget the session. */
export function useLogout(): () => Promise<void> {
  const { t } = useI18n();
  const router = useRouter();
  const session = useSession();
  return async () => {
    try {
      await session.signOut();
      notifySuccess(t('shell.loggedOut'));
    } catch {
      notifyInfo(t('shell.loggedOutHereOnly'));
    }
    await router.push('/index/');
    // The button that was pressed is gone, and on the home page no navigation moves the focus.
    await nextTick();
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
}
