import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createGitRepository } from "../../support/git-repository.ts";
import { run } from "../test-terminal.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lanekeeper-accept-"));
  mkdirSync(join(folder, ".github"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, ".github/lanekeeper.yml");
const reports = "reports: [{ artifact: bench, path: report.json }]";
const plain = `# ours\nversion: 1\ngates:\n  benchmarks: # fast\n    ${reports}\n    limit: 5%\n  batch-size: {}\n`;
const moment = ["--since", "2027-01-31T12:00:00Z"];

function accept(text: string, ...options: readonly string[]) {
  writeFileSync(file(), text);
  return run(["bench", "accept", "cart::total", "--reason", 'Checks "twice".', ...options], { cwd: folder });
}

const entry = '- { benchmark: "cart::total", since: "2027-01-31T12:00:00Z", reason: "Checks \\"twice\\"." }';

describe("lanekeeper bench accept", () => {
  it("adds one entry and changes nothing else", async () => {
    expect((await accept(plain, ...moment)).code).toBe(0);
    const once = plain.replace(`    ${reports}\n`, `    accepted:\n      ${entry}\n    ${reports}\n`);
    expect(readFileSync(file(), "utf8")).toBe(once);
    const { code, out } = await accept(once, ...moment, "--metric", "time");
    expect([code, out]).toEqual([
      0,
      ".github/lanekeeper.yml: figures of cart::total count from 2027-01-31T12:00:00Z on. It holds once this is on the base branch.\n",
    ]);
    const second = entry.replace('", since', '", metric: "time", since');
    expect(readFileSync(file(), "utf8")).toBe(once.replace(`      ${entry}`, `      ${second}\n      ${entry}`));
  });

  it("begins the list where there is an empty one", async () => {
    const { code } = await accept(plain.replace("    limit", "    accepted: [] # none\n    limit"), ...moment);
    const once = plain.replace("    limit", `    accepted: # none\n      ${entry}\n    limit`);
    expect([code, readFileSync(file(), "utf8")]).toEqual([0, once]);
  });

  it("puts a whole new file in place of the old one, with its mode, and leaves a link a link", async () => {
    const real = join(folder, "real.yml");
    writeFileSync(real, plain);
    chmodSync(real, 0o640);
    symlinkSync("../real.yml", file());
    const { ino } = statSync(real);
    const { code } = await run(["bench", "accept", "a", "--reason", "b", ...moment], { cwd: folder });
    expect(code).toBe(0);
    expect(lstatSync(file()).isSymbolicLink()).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    expect(statSync(real).ino).not.toBe(ino);
    expect(readFileSync(real, "utf8")).toContain("accepted:");
    expect(readdirSync(folder).toSorted()).toEqual([".github", "real.yml"]);
  });

  it("keeps line ends of Windows", async () => {
    await accept(plain.replaceAll("\n", "\r\n"), ...moment);
    expect(readFileSync(file(), "utf8")).toContain(`    accepted:\r\n      ${entry}\r\n    ${reports}\r\n`);
  });

  it("takes the moment of a commit, and else the present", async () => {
    using repository = createGitRepository();
    const commit = repository.commit("main", { ".github/lanekeeper.yml": plain });
    repository.checkout("main");
    const options = ["bench", "accept", "*", "--reason", "New hardware.", "--commit", commit.slice(0, 10)];
    const { code } = await run(options, { cwd: repository.directory });
    const made = Number(repository.git("show", "-s", "--format=%ct", commit).trim());
    expect(code).toBe(0);
    const written = readFileSync(join(repository.directory, ".github/lanekeeper.yml"), "utf8");
    expect(written).toContain(`since: "${new Date(made * 1000).toISOString()}"`);
    const before = Date.now();
    await accept(plain);
    const since = Date.parse(/since: "([^"]+)"/.exec(readFileSync(file(), "utf8"))?.[1] ?? "");
    expect(since).toBeGreaterThanOrEqual(before);
  });

  it.each([
    ["keys in braces", `version: 1\ngates:\n  benchmarks: { ${reports} }\n`, "Add to it by hand: accepted:"],
    ["no such gate", "version: 1\ngates:\n  batch-size: {}\n", "has no `benchmarks:` with keys"],
    [
      "a list in brackets",
      plain.replace("    limit", `    accepted: [{ ${entry.slice(4, -2)} }]\n    limit`),
      "Add to it by hand",
    ],
    ["a file that is wrong already", plain.replace("limit: 5%", "limit: fast"), "has to be right before"],
  ])("writes nothing where there are %s", async (_what, text, said) => {
    const { code, err } = await accept(text, ...moment);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
    expect(readFileSync(file(), "utf8")).toBe(text);
  });

  it("writes nothing that is no moment, and not two of them", async () => {
    const wrong = await accept(plain, "--since", "yesterday");
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("2027-01-31T12:00:00Z")]);
    expect((await accept(plain, ...moment, "--commit", "HEAD")).code).toBe(2);
    expect(readFileSync(file(), "utf8")).toBe(plain);
  });
});
