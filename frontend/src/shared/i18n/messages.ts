import type { Ref } from 'vue';
import { createI18n } from 'vue-i18n';
import { currentLocale, rememberLocale, type Locale } from './locale';

/** Loads the messages of one namespace in one language. */
export type MessageLoader = () => Promise<{ default: Record<string, unknown> }>;

const SHARED = import.meta.glob<{ default: Record<string, unknown> }>('./messages/*.json');
const loaders = new Map<string, (locale: Locale) => MessageLoader | undefined>([
  ['shared', (locale) => SHARED[`./messages/${locale}.json`]],
]);
const active = new Set<string>(['shared']);
const loaded = new Set<string>();

export const i18n = createI18n({ legacy: false, locale: currentLocale(), fallbackLocale: false, messages: {} });

/** What this project uses of the composer; the library's own types are too deep for keys that are computed. */
interface Composer {
  locale: Ref<string>;
  t(key: string, params?: Record<string, string>): string;
  te(key: string): boolean;
  mergeLocaleMessage(locale: string, messages: Record<string, unknown>): void;
}

const composer = i18n.global as unknown as Composer;

/** A text outside of components, in the current language. */
export function translate(key: string, params: Record<string, string> = {}): string {
  return composer.t(key, params);
}

export function hasMessage(key: string): boolean {
  return composer.te(key);
}

/** Makes a feature's messages known. They are fetched when a route asks for them. */
export function registerMessages(namespace: string, loader: (locale: Locale) => MessageLoader | undefined): void {
  loaders.set(namespace, loader);
}

async function load(namespace: string, locale: Locale): Promise<void> {
  const key = `${locale}/${namespace}`;
  if (loaded.has(key)) {
    return;
  }
  const loader = loaders.get(namespace)?.(locale);
  if (!loader) {
    throw new Error(`No messages: ${key}`);
  }
  const messages = await loader();
  composer.mergeLocaleMessage(locale, messages.default);
  loaded.add(key);
}

/** Everything that is needed in a language, also what came to be needed while the rest was on its way. */
async function loadActive(locale: Locale): Promise<void> {
  let count: number;
  do {
    count = active.size;
    await Promise.all([...active].map((namespace) => load(namespace, locale)));
  } while (active.size !== count);
}

/** Fetches namespaces in the current language, and from now on with every change of language. */
export async function useMessages(namespaces: readonly string[]): Promise<void> {
  for (const namespace of namespaces) {
    active.add(namespace);
  }
  let locale: Locale;
  do {
    locale = currentLocale();
    await loadActive(locale);
    // An account's language may arrive while a page is being opened.
  } while (locale !== currentLocale());
}

/** Changes the language: messages first, so that no key is ever shown. */
export async function setLocale(locale: Locale): Promise<void> {
  await loadActive(locale);
  composer.locale.value = locale;
  rememberLocale(locale);
}
