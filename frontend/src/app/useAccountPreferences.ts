import { watch } from 'vue';
import { setLocale } from '@/shared/i18n';
import { useSession } from '@/shared/session';
import { setTheme } from '@/shared/theme';

/** Whoever logs in sees the language and theme of the account; later changes of the account's settings count as well. */
export function useAccountPreferences(): void {
  const session = useSession();
  watch(
    () => session.user?.settings,
    async (settings, before) => {
      if (!settings) {
        return;
      }
      if (settings.theme !== before?.theme) {
        setTheme(settings.theme);
      }
      if (settings.locale !== before?.locale) {
        await setLocale(settings.locale);
      }
    },
    { immediate: true },
  );
}
