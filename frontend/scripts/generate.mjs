// Makes the client's types of the services' OpenAPI documents. With --check it compares them with what is committed instead.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';

const documents = new URL('../openapi/', import.meta.url);
const generated = new URL('../src/shared/api/generated/', import.meta.url);
const check = process.argv.includes('--check');

for (const name of readdirSync(documents).filter((file) => file.endsWith('.json'))) {
  const fresh = COMMENT_HEADER + astToString(await openapiTS(new URL(name, documents)));
  const place = new URL(name.replace(/\.json$/, '.ts'), generated);
  if (!check) {
    writeFileSync(place, fresh);
  } else if (fresh.trim() !== readFileSync(place, 'utf8').trim()) {
    console.error(`${place.pathname} is not what openapi/${name} says: run "npm run generate" and commit the result`);
    process.exitCode = 1;
  }
}
