import { api, unwrap, type Settings } from '@/shared/api';
import { setLocale, type Locale } from '@/shared/i18n';
import { notifyProblem } from '@/shared/problems';
import { useSession } from '@/shared/session';
import { setTheme, type Theme } from '@/shared/theme';

/** Changes language and theme at once here, and in the account of whoever is logged in. */
export function usePreferences() {
  const session = useSession();

  async function keep(change: Partial<Settings>): Promise<void> {
    const settings = session.user?.settings;
    if (!settings) {
      return;
    }
    try {
      session.replaceUser(await unwrap(api.PUT('/api/v1/me/settings', { body: { ...settings, ...change } })));
    } catch (error) {
      notifyProblem(error);
    }
  }

  return {
    async chooseLocale(locale: Locale): Promise<void> {
      await setLocale(locale);
      await keep({ locale });
    },
    async chooseTheme(theme: Theme): Promise<void> {
      setTheme(theme);
      await keep({ theme });
    },
  };
}
