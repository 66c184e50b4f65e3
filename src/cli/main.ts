#!/usr/bin/env node
import { runCommandLine } from "./run-command-line.ts";
import { processTerminal } from "./terminal.ts";

const terminal = processTerminal();
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 15)) {
  terminal.err(`lanekeeper needs Node 24.15 or newer; this is ${process.versions.node}.\n`);
  terminal.exitWith(2);
} else await runCommandLine(process.argv.slice(2), terminal);
