#!/usr/bin/env node
// forge, by its native binary: `node script/forge.mjs build`.
import { forge } from "./lib/tools.mjs";

process.exitCode = forge(process.argv.slice(2));
