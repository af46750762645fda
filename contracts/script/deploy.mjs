#!/usr/bin/env node
// Deploys the contracts: `npm run deploy -- --rpc URL [--out FILE] [--test-token]`. The roles and the key come from the environment.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { DeploymentRefused, ROLES, deploy } from "./lib/deployment.mjs";
import { TARGET } from "./lib/tools.mjs";

const variable = (role) => `GUILDHALL_${role.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

const USAGE = `usage: npm run deploy -- --rpc URL [--out FILE] [--test-token]

  --rpc URL     JSON-RPC of a chain with EIP-1559 fees (or RPC_URL)
  --out FILE    where the addresses are written; target/deployment.json unless said
  --test-token  also a token that anybody may mint; on development nodes only

Environment:
  DEPLOYER_PRIVATE_KEY  pays for the gas, gets no role
${Object.entries(ROLES)
  .map(([role, purpose]) => `  ${variable(role).padEnd(24)}${purpose}`)
  .join("\n")}`;

try {
  const { values } = parseArgs({
    options: {
      rpc: { type: "string" },
      out: { type: "string" },
      "test-token": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(USAGE);
  } else {
    const rpcUrl = values.rpc ?? process.env.RPC_URL;
    const privateKey = process.env.DEPLOYER_PRIVATE_KEY;
    if (!rpcUrl) throw new DeploymentRefused(`no chain given\n\n${USAGE}`);
    if (!/^0x[0-9a-fA-F]{64}$/.test(privateKey ?? "")) {
      throw new DeploymentRefused("DEPLOYER_PRIVATE_KEY is missing, or not 0x and 64 hexadecimal digits");
    }
    const roles = Object.fromEntries(Object.keys(ROLES).map((role) => [role, process.env[variable(role)]]));
    const testToken = values["test-token"] ?? false;
    const deployment = await deploy({ rpcUrl, privateKey, roles, testToken, log: console.log });
    const out = path.resolve(values.out ?? path.join(TARGET, "deployment.json"));
    mkdirSync(path.dirname(out), { recursive: true });
    writeFileSync(out, `${JSON.stringify(deployment, null, 2)}\n`);
    console.log(`chain ${deployment.chainId}, from block ${deployment.block}; written to ${out}`);
  }
} catch (problem) {
  if (problem instanceof DeploymentRefused || problem.code?.startsWith("ERR_PARSE_ARGS")) console.error(problem.message);
  else console.error(problem.shortMessage ?? problem.stack);
  process.exitCode = 1;
}
