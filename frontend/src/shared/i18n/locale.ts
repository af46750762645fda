import { readonly, ref } from 'vue';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

const STORED_AS = 'guildhall.locale';

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED_AS);
  } catch {
    // Storage may be forbidden; the page then starts in Chinese each time.
    return null;
  }
}

const chosen = stored();
const state = ref<Locale>(isLocale(chosen) ? chosen : 'zh-CN');

export const locale = readonly(state);

export function currentLocale(): Locale {
  return state.value;
}

/** Remembers the language. `setLocale` of the message store loads its messages first. */
export function rememberLocale(value: Locale): void {
  state.value = value;
  document.documentElement.lang = value;
  try {
    localStorage.setItem(STORED_AS, value);
  } catch {
    // See above.
  }
}
