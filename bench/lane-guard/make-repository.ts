/**
 * Makes a bare repository: `node bench/lane-guard/make-repository.ts DIRECTORY FILES BYTES CHANGES CHANGED`. It is a
 * process of its own, so that what it takes is not in the memory of whoever measures.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { generateRepository } from "./generate.ts";

const [directory = "", ...numbers] = process.argv.slice(2);
const [files = 0, bytes = 0, changes = 0, changed = 0] = numbers.map(Number);

execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", directory]);
const git = spawn("git", ["fast-import", "--quiet"], { cwd: directory, stdio: ["pipe", "inherit", "inherit"] });
const ended = once(git, "exit");
await pipeline(Readable.from(generateRepository({ files, bytes, changes, changed })), git.stdin);
const [exitCode] = await ended;
if (exitCode !== 0) throw new Error(`git fast-import ended with ${exitCode}.`);
