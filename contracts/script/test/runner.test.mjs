// The tests' own alarm: a failing test must fail the run, which npm's `forge` launcher does not see to.
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { ROOT, TARGET, forge } from "../lib/tools.mjs";

// Made here, because forge takes every test contract below the project's folders for one of its own.
const project = path.join(TARGET, "failing");

before(() => {
  mkdirSync(path.join(project, "test"), { recursive: true });
  writeFileSync(
    path.join(project, "foundry.toml"),
    `[profile.default]\nsolc = "${path.join(ROOT, "script/solc")}"\noffline = true\nevm_version = "cancun"\n`,
  );
  writeFileSync(
    path.join(project, "test/Failing.t.sol"),
    `// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

contract FailingTest {
    function test_passes() external pure {
        assert(true);
    }

    function test_fails() external pure {
        assert(false);
    }
}
`,
  );
});
after(() => rmSync(project, { recursive: true, force: true }));

const run = (...args) => forge(["test", "--root", project, ...args], { cwd: project, stdio: "ignore" });

test("a failing test fails the run", () => {
  assert.notEqual(run(), 0);
});

test("a passing test does not", () => {
  assert.equal(run("--match-test", "test_passes"), 0);
});
