// The tests' own alarm: a failing test must fail the run, which npm's `forge` launcher does not see to.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { ROOT, forge } from "../lib/tools.mjs";

const fixture = path.join(ROOT, "script/test/fixtures/failing");
const run = (...args) => forge(["test", "--root", fixture, ...args], { cwd: fixture, stdio: "ignore" });

test("a failing test fails the run", () => {
  assert.notEqual(run(), 0);
});

test("a passing test does not", () => {
  assert.equal(run("--match-test", "test_passes"), 0);
});
