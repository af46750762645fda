#!/usr/bin/env node
// Writes the committed ABIs from the build (`npm run abi`), or says which are stale (`npm run abi -- --check`).
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT, artifact } from "./lib/tools.mjs";

/** What chain-adapter and the frontend talk to. */
const CONTRACTS = ["CommunityPoints", "CommunityPointsFactory", "PointsCheckpoint", "TaskEscrow"];

const folder = path.join(ROOT, "abi");
const check = process.argv.includes("--check");
mkdirSync(folder, { recursive: true });

const stale = [];
for (const name of CONTRACTS) {
  const text = `${JSON.stringify(artifact(name).abi, null, 2)}\n`;
  const file = path.join(folder, `${name}.json`);
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  stale.push(`${name}.json`);
  if (!check) writeFileSync(file, text);
}
const strays = readdirSync(folder).filter((file) => !CONTRACTS.includes(path.basename(file, ".json")));

if (strays.length > 0) {
  console.error(`abi/ holds what no contract has: ${strays.join(", ")}`);
  process.exitCode = 1;
} else if (check && stale.length > 0) {
  console.error(`abi/ is stale: ${stale.join(", ")}; run \`npm run abi\` and commit`);
  process.exitCode = 1;
} else {
  console.log(check ? `${CONTRACTS.length} ABIs are fresh` : `${stale.length} of ${CONTRACTS.length} ABIs written`);
}
