// Both languages have the same keys with the same parameters, every key that the source names exists, and no Chinese
// text stands outside the message files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const SOURCE = new URL('../src/', import.meta.url).pathname;
const LOCALES = ['zh-CN', 'en'];
const HAN = /\p{Script=Han}/u;
const problems = [];

function files(pattern) {
  return readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function flatten(messages, prefix = '') {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

function parameters(text) {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort().join(',');
}

const keys = new Set();
const messageFiles = files(/\.json$/).filter((path) => path.includes('/messages/'));
for (const folder of new Set(messageFiles.map((path) => path.slice(0, path.lastIndexOf('/'))))) {
  const [chinese, english] = LOCALES.map((locale) => {
    const path = join(folder, `${locale}.json`);
    return existsSync(path) ? new Map(flatten(JSON.parse(readFileSync(path, 'utf8')))) : new Map();
  });
  for (const key of new Set([...chinese.keys(), ...english.keys()])) {
    const where = `${relative(SOURCE, folder)}: ${key}`;
    keys.add(key);
    if (!chinese.get(key) || !english.get(key)) {
      problems.push(`${where} is missing in ${chinese.get(key) ? 'en' : 'zh-CN'}`);
    } else if (parameters(chinese.get(key)) !== parameters(english.get(key))) {
      problems.push(`${where} has other parameters in en than in zh-CN`);
    }
    if (HAN.test(english.get(key) ?? '') && !/Language$/.test(key)) {
      problems.push(`${where} is Chinese in en`);
    }
  }
}

const known = [...keys];
for (const path of files(/\.(?:ts|vue)$/)) {
  const name = relative(SOURCE, path);
  if (name.endsWith('.spec.ts') || name.startsWith('shared/testing/') || name.includes('generated')) {
    continue;
  }
  const text = readFileSync(path, 'utf8');
  text.split('\n').forEach((line, index) => {
    if (HAN.test(line)) {
      problems.push(`${name}:${index + 1} holds Chinese text: move it to a message file`);
    }
  });
  for (const [, quote, key] of text.matchAll(/\bt\(\s*(['`])([^'`]+)\1/g)) {
    const dynamic = quote === '`' && key.includes('${');
    const exists = dynamic
      ? known.some((candidate) => candidate.startsWith(key.slice(0, key.indexOf('${'))))
      : keys.has(key) || known.some((candidate) => candidate.startsWith(`${key}.`));
    if (!exists) {
      problems.push(`${name} names a message that does not exist: ${key}`);
    }
  }
  for (const [, key] of text.matchAll(/\b(?:title|label|short): '([a-z]\w*\.[\w.-]+)'/g)) {
    if (!keys.has(key)) {
      problems.push(`${name} names a message that does not exist: ${key}`);
    }
  }
}

problems.forEach((problem) => console.error(problem));
console.log(`messages: ${keys.size} keys, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
