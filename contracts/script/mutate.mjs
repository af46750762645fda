#!/usr/bin/env node
// Changes the sources a little, one change at a time, and counts which changes the tests notice: `npm run mutate`.
//
//   --only PART   files whose path has PART in it
//   --workers N   how many mutants at a time (2)
//   --sample N    every N-th mutant only
//
// Each worker has a copy of the project in target/mutation. Mutants compile without the optimizer, for speed: what is
// tested is the tests. Survivors that cannot be told from the original are listed in script/equivalent-mutants.json with
// their reasons. The outcome goes to target/mutation.json; the exit code is 1 below a score of 90 %.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { mutantsOf } from "./lib/mutants.mjs";
import { ROOT, TARGET, foundryBinary } from "./lib/tools.mjs";

const REQUIRED = 0.9;
/** The quick suites first: most mutants end there. */
const SUITES = {
  escrow: ["test/unit/**", "test/{adversarial,fuzz}/**", "test/invariant/**"],
  points: ["test/points/{factory,token,checkpoint}/**", "test/points/invariant/**"],
};
const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    workers: { type: "string", default: "2" },
    sample: { type: "string", default: "1" },
  },
});
const forge = foundryBinary("forge");
const home = path.join(TARGET, "mutation");
const ENVIRONMENT = { ...process.env, FOUNDRY_VIA_IR: "false", FOUNDRY_PROFILE: "mutation" };

const EQUIVALENT = JSON.parse(readFileSync(path.join(ROOT, "script/equivalent-mutants.json"), "utf8"));
const reasonOf = (mutant) =>
  EQUIVALENT.find(
    ({ file, context, before, after }) =>
      file === mutant.file && context === mutant.context && before === mutant.before && after === mutant.after,
  )?.reason;

const files = readdirSync(path.join(ROOT, "src"), { recursive: true })
  .map((file) => path.posix.join("src", file))
  .filter((file) => file.endsWith(".sol") && !file.includes("/interfaces/") && file.includes(options.only));

rmSync(home, { recursive: true, force: true });
const workers = Array.from({ length: Number(options.workers) }, (_, i) => path.join(home, `worker-${i}`));
for (const folder of workers) {
  mkdirSync(folder, { recursive: true });
  for (const name of ["src", "test", "script", "foundry.toml"]) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
}

console.log("compiling the originals");
for (const folder of workers) {
  const built = spawnSync(forge, ["build", "--ast"], { cwd: folder, env: ENVIRONMENT, stdio: ["ignore", "ignore", "inherit"] });
  if (built.status !== 0) throw new Error("the originals do not compile");
}
const unchanged = await test(workers[0], () => {});
if (unchanged !== "survived") throw new Error(`the tests fail without a mutant: ${unchanged}`);

// As they were when the copies were made: the project may change while mutants are tried.
const originals = new Map(files.map((file) => [file, readFileSync(path.join(workers[0], file), "utf8")]));
const all = files.flatMap((file) => {
  const artifact = path.join(workers[0], "target/out", path.basename(file), `${path.basename(file, ".sol")}.json`);
  const folder = path.dirname(artifact);
  const candidates = existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
  const ast = candidates
    .map((candidate) => JSON.parse(readFileSync(candidate, "utf8")).ast)
    .find((tree) => tree?.absolutePath === file);
  if (!ast) throw new Error(`no syntax tree of ${file}`);
  return mutantsOf(file, originals.get(file), ast);
});
const mutants = all.filter((_, i) => i % Number(options.sample) === 0);
console.log(`${mutants.length} mutants of ${files.length} files`);

let next = 0;
let done = 0;
const results = [];
await Promise.all(
  workers.map(async (folder) => {
    while (next < mutants.length) {
      const mutant = mutants[next++];
      const file = path.join(folder, mutant.file);
      const suites = mutant.file.startsWith("src/points/") ? SUITES.points : SUITES.escrow;
      const outcome = await test(folder, () => writeFileSync(file, mutant.source), suites);
      writeFileSync(file, originals.get(mutant.file));
      results.push({ ...mutant, source: undefined, outcome, equivalent: outcome === "survived" ? reasonOf(mutant) : undefined });
      done++;
      if (outcome === "survived") {
        const mark = results.at(-1).equivalent ? "equivalent" : "SURVIVED";
        console.log(`${done}/${mutants.length} ${mark} ${mutant.file}:${mutant.line} ${mutant.kind}: ${mutant.before} → ${mutant.after} | ${mutant.context}`);
      } else if (done % 25 === 0) console.log(`${done}/${mutants.length}`);
    }
  }),
);

const count = (outcome) => results.filter((result) => result.outcome === outcome).length;
const equivalent = results.filter((result) => result.equivalent).length;
const invalid = count("does not compile");
const killed = count("killed");
const survived = count("survived") - equivalent;
const score = killed / (killed + survived);
writeFileSync(
  path.join(TARGET, "mutation.json"),
  `${JSON.stringify({ score, killed, survived, equivalent, invalid, results: results.filter(({ outcome }) => outcome === "survived") }, null, 2)}\n`,
);
console.log(`\n${killed} killed, ${survived} survived, ${equivalent} equivalent, ${invalid} did not compile: score ${(100 * score).toFixed(1)} %`);
if (!(score >= REQUIRED)) process.exitCode = 1;

/** @returns {Promise<"killed" | "survived" | "does not compile">} */
async function test(folder, prepare, suites = [...SUITES.escrow, ...SUITES.points]) {
  prepare();
  if ((await run(folder, ["build"])) !== 0) return "does not compile";
  for (const suite of suites) {
    if ((await run(folder, ["test", "--fail-fast", "--match-path", suite])) !== 0) return "killed";
  }
  return "survived";
}

function run(folder, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(forge, args, { cwd: folder, env: ENVIRONMENT, stdio: "ignore" });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
