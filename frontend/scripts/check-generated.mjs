// The client's types must be what the OpenAPI document says: generates them again and compares.
import { readFileSync } from 'node:fs';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';

const document = new URL('../openapi/user-service.json', import.meta.url);
const committed = new URL('../src/shared/api/generated/user-service.ts', import.meta.url);

const fresh = COMMENT_HEADER + astToString(await openapiTS(document));
if (fresh.trim() !== readFileSync(committed, 'utf8').trim()) {
  console.error('src/shared/api/generated is not what openapi/ says: run "npm run generate" and commit the result');
  process.exitCode = 1;
}
