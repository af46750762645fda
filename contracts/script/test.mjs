#!/usr/bin/env node
// Everything that must hold before a change lands, from a fresh clone: `npm test`, or `npm run test:deep` with the long
// fuzz and invariant profiles. Uses nothing but Node until the packages are installed.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const deep = process.argv.includes("--deep");
const started = performance.now();
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs one step; a step that fails ends everything with its exit code. Returns what a captured step printed. */
function step(title, command, args, { capture = false, env = {} } = {}) {
  console.log(`\n── ${title}`);
  const since = performance.now();
  const run = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: capture ? ["ignore", "pipe", "inherit"] : ["ignore", "inherit", "inherit"],
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.error) throw run.error;
  if (capture) process.stdout.write(run.stdout);
  if (run.status !== 0) {
    console.error(`\n✗ ${title} failed after ${seconds(since)}`);
    if (capture) report(counts(run.stdout));
    process.exit(run.status ?? 1);
  }
  console.log(`✓ ${title} (${seconds(since)})`);
  return run.stdout ?? "";
}

/** `[passed, failed]` of a test runner's last words, forge's or Node's. */
function counts(output) {
  const ofForge = /(\d+) tests? passed, (\d+) failed/g;
  const forge = [...output.matchAll(ofForge)].at(-1);
  if (forge) return [Number(forge[1]), Number(forge[2])];
  const ofNode = (word) => Number(new RegExp(`^(?:#|ℹ) ${word} (\\d+)$`, "m").exec(output)?.[1] ?? 0);
  return [ofNode("pass"), ofNode("fail")];
}

function report([passed, failed]) {
  console.log(`\ncontracts: ${passed} passed, ${failed} failed`);
}

const lock = path.join(ROOT, "package-lock.json");
const installed = path.join(ROOT, "node_modules", ".package-lock.json");
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  // No install scripts: nothing here needs one, and Foundry's would look for another binary.
  step("install", "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
}

const { foundryBinary } = await import("./lib/tools.mjs");
const forge = foundryBinary("forge");
const bin = (name) => path.join(ROOT, "node_modules", ".bin", name);
const profile = deep ? { FOUNDRY_PROFILE: "deep" } : {};

step("format", forge, ["fmt", "--check", "src", "test", "script", "proofs"]);
// By itself and afresh, so that no warning of ours hides among a library's.
step("compile the contracts, warnings are errors", forge, ["build", "src", "--force"]);
step("compile the tests", forge, ["build"]);
step("lint (forge)", forge, ["lint", "src"], { env: { FOUNDRY_PROFILE: "lint" } });
step("lint (solhint)", bin("solhint"), ["--config", ".solhint.json", "--max-warnings", "0", "--disc", "src/**/*.sol"]);
step("ABIs are fresh", process.execPath, ["script/abi.mjs", "--check"]);
const scripts = counts(
  step("scripts", process.execPath, ["--test", "--test-reporter=spec", "script/test/"], { capture: true }),
);
const contracts = counts(step(deep ? "tests, long profiles" : "tests", forge, ["test"], { capture: true, env: profile }));

if (contracts[0] === 0 || scripts[0] === 0) {
  console.error("\n✗ a test runner found no test");
  process.exit(1);
}
console.log(`\ndone in ${seconds(started)}`);
report([contracts[0] + scripts[0], contracts[1] + scripts[1]]);
