import { registerMessages } from '@/shared/i18n';

const files = import.meta.glob<{ default: Record<string, unknown> }>('../features/*/messages/*.json');

/** Makes the messages of every feature known by the feature's name; a route fetches what it names in its meta. */
export function registerFeatureMessages(): string[] {
  const names = [...new Set(Object.keys(files).map((path) => path.split('/')[2] ?? ''))];
  for (const name of names) {
    registerMessages(name, (locale) => files[`../features/${name}/messages/${locale}.json`]);
  }
  return names;
}
