import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Messages = { [key: string]: string | Messages }

const source = fileURLToPath(new URL('../../../frontend/src', import.meta.url))

function merged(locale: string): Messages {
  const files = [
    `${source}/shared/i18n/messages/${locale}.json`,
    ...readdirSync(`${source}/features`)
      .map((feature) => `${source}/features/${feature}/messages/${locale}.json`)
      .filter((file) => existsSync(file)),
  ]
  return files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Messages).reduce(together, {})
}

/** Several features may have texts under one key. */
function together(one: Messages, other: Messages): Messages {
  const all = { ...one }
  for (const [key, value] of Object.entries(other)) {
    const present = all[key]
    all[key] = typeof present === 'object' && typeof value === 'object' ? together(present, value) : value
  }
  return all
}

const cache = new Map<string, Messages>()

/** The text that a page shows, from the frontend's own message files: a test is written once for all languages. */
export function text(locale: string, key: string, values: Record<string, string | number> = {}): string {
  if (!cache.has(locale)) cache.set(locale, merged(locale))
  let found: string | Messages | undefined = cache.get(locale)
  for (const part of key.split('.')) {
    found = typeof found === 'object' ? found[part] : undefined
  }
  if (typeof found !== 'string') throw new Error(`No message ${key} in ${locale}`)
  return found
    .replaceAll(/\{'(.)'\}/g, '$1')
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? `{${name}}`))
}
