// Where the tools and the build's results are. The native binaries are called directly: npm's `forge` launcher exits 0
// whatever the tests did.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import path from "node:path";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const TARGET = path.join(ROOT, "target");

const PLATFORM = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;

/**
 * The native binary of one of Foundry's programs: of the platform package, or, where npm has none for the platform, of an
 * installed Foundry whose folder FOUNDRY_BIN names.
 */
export function foundryBinary(name) {
  const binary = process.env.FOUNDRY_BIN
    ? path.join(process.env.FOUNDRY_BIN, name)
    : path.join(ROOT, "node_modules", "@foundry-rs", `${name}-${PLATFORM}`, "bin", name);
  if (!existsSync(binary)) {
    throw new Error(
      `no ${name} for ${PLATFORM} (looked for ${binary}). Run \`npm ci\` in contracts/; ` +
        "where npm has none for this platform, install Foundry 1.7 and let FOUNDRY_BIN name its folder",
    );
  }
  return binary;
}

/** Runs forge in the project's folder with its output shown; returns the exit code. */
export function forge(args, options = {}) {
  const run = spawnSync(foundryBinary("forge"), args, {
    cwd: ROOT,
    stdio: "inherit",
    ...options,
  });
  if (run.error) throw run.error;
  return run.status ?? 1;
}

/** A compiled contract as forge left it: `abi`, `bytecode.object`, … */
export function artifact(name, source = `${name}.sol`) {
  const file = path.join(TARGET, "out", source, `${name}.json`);
  if (!existsSync(file)) {
    throw new Error(`no artifact of ${name}: run \`npm run build\` in contracts/ first (looked for ${file})`);
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

/** A TCP port on loopback that nobody uses at the moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts a development node on loopback. It ends with `stop()` and, at the latest, with this process.
 *
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startDevelopmentNode(args = []) {
  const port = await freePort();
  const node = spawn(foundryBinary("anvil"), ["--host", "127.0.0.1", "--port", String(port), "--silent", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const end = () => node.kill("SIGKILL");
  process.once("exit", end);
  const exited = new Promise((resolve) => node.once("exit", resolve));
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
      });
      if (answer.ok) break;
    } catch (problem) {
      if (attempt >= 100 || node.exitCode !== null) {
        end();
        throw new Error(`the development node did not start on ${url}: ${problem.message}`);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    async stop() {
      process.removeListener("exit", end);
      end();
      await exited;
    },
  };
}
