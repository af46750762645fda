#!/usr/bin/env node
// Proves the assertions of proofs/ with solc's SMTChecker (constrained Horn clauses, z3 inside npm's solc): `npm run prove`.
// Every assertion must be proved safe; one that the solver gives up on counts as failed.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ROOT } from "./lib/tools.mjs";

const solc = createRequire(import.meta.url)("solc");
const read = (file) => readFileSync(path.join(ROOT, file), "utf8");

let proved = 0;
let failed = 0;
for (const name of readdirSync(path.join(ROOT, "proofs"))) {
  const file = path.posix.join("proofs", name);
  const since = performance.now();
  const output = JSON.parse(
    solc.compile(
      JSON.stringify({
        language: "Solidity",
        sources: { [file]: { content: read(file) } },
        settings: {
          evmVersion: "cancun",
          modelChecker: {
            contracts: { [file]: [path.basename(name, ".sol")] },
            engine: "chc",
            solvers: ["z3"],
            targets: ["assert"],
            showProvedSafe: true,
            showUnproved: true,
          },
          outputSelection: { "*": { "*": [] } },
        },
      }),
      { import: (imported) => ({ contents: read(imported) }) },
    ),
  );
  const messages = output.errors ?? [];
  const safe = messages.filter(({ message }) => /^CHC: Assertion violation check is safe!/.test(message));
  const expected = [...read(file).matchAll(/^[^/\n]*\bassert\(/gm)].length;
  for (const message of messages.filter((other) => !safe.includes(other))) console.error(message.formattedMessage);
  proved += safe.length;
  failed += expected - safe.length;
  console.log(`${file}: ${safe.length} of ${expected} assertions proved (${((performance.now() - since) / 1000).toFixed(1)} s)`);
}
console.log(`\nproofs: ${proved} passed, ${failed} failed`);
if (failed > 0 || proved === 0) process.exitCode = 1;
