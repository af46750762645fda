// The home page's first load: its JavaScript, gzip, entry and page with everything that they import.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 180;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** What the home page loads besides what the entry imports: the page itself and the Chinese messages. */
const FIRST = [
  'index.html',
  'src/features/home/pages/HomePage.vue',
  'src/shared/i18n/messages/zh-CN.json',
  'src/features/home/messages/zh-CN.json',
  'src/features/market/messages/zh-CN.json',
];

const seen = new Set();
function visit(key) {
  const chunk = manifest[key];
  if (!chunk) {
    throw new Error(`Not in the build: ${key}`);
  }
  if (!seen.has(chunk.file)) {
    seen.add(chunk.file);
    (chunk.imports ?? []).forEach(visit);
  }
}
FIRST.forEach(visit);

let total = 0;
for (const file of seen) {
  if (file.endsWith('.js')) {
    total += gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
  }
}
const kilobytes = total / 1000;
console.log(`home page: ${kilobytes.toFixed(1)} kB of JavaScript, gzip (at most ${BUDGET_KB})`);
if (kilobytes > BUDGET_KB) {
  process.exitCode = 1;
}
