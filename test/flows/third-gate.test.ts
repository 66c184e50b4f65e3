import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { CheckOutput } from "../../src/cli/render/json.ts";
import { createGitRepository, type GitRepository } from "../support/git-repository.ts";

const checkout = fileURLToPath(new URL("../../", import.meta.url));

/** A real gate as a newcomer would write it: no secret files. */
const newGate = {
  "model.ts": `
    import { z } from "zod";
    import type { RuleText } from "../../core/gate.ts";
    export const SecretFilesSettings = z.strictObject({
      names: z.array(z.string().min(1)).min(1).describe("File names that must not be added."),
    });
    export type SecretFilesSettings = z.infer<typeof SecretFilesSettings>;
    export interface SecretFilesFacts { readonly added: readonly string[] }
    export const rules = {
      "secret-file": { title: "A file that should stay private", fix: "Delete the file and change the secret." },
    } as const satisfies Record<string, RuleText>;
  `,
  "gather.ts": `
    import type { Gathered, Sources } from "../../core/gate.ts";
    import type { SecretFilesFacts } from "./model.ts";
    export async function gather(sources: Sources): Promise<Gathered<SecretFilesFacts>> {
      const changes = await sources.repository.changes();
      if (!changes.complete) return { kind: "unavailable", because: "The list of changed files was cut short." };
      const added = changes.items.filter(({ status }) => status === "added").map(({ path }) => path);
      return { kind: "facts", facts: { added } };
    }
  `,
  "judge.ts": `
    import type { Ruling } from "../../core/verdict.ts";
    import type { SecretFilesFacts, SecretFilesSettings } from "./model.ts";
    export function judge(settings: SecretFilesSettings, { added }: SecretFilesFacts): Ruling {
      const examined = { count: added.length, of: "added files" };
      const [first, ...others] = added
        .filter((path) => settings.names.includes(path.slice(path.lastIndexOf("/") + 1)))
        .map((path) => ({ rule: "secret-file", what: path + " is added.", why: "Everybody can read it.", fix: "Delete it.", at: { path } }));
      if (first === undefined) return { outcome: "passed", summary: "No secret file.", examined, notes: [] };
      return { outcome: "failed", summary: "Secret files.", examined, findings: [first, ...others], notes: [] };
    }
  `,
  "gate.ts": `
    import { defineGate } from "../../core/gate.ts";
    import { gather } from "./gather.ts";
    import { judge } from "./judge.ts";
    import { rules, SecretFilesSettings } from "./model.ts";
    export const secretFiles = defineGate({
      id: "secret-files", title: "Secret files", question: "Does the change add a file that should stay private?",
      settings: SecretFilesSettings, rules, gather: (_settings, sources) => gather(sources), judge,
    });
  `,
};

let copy: string;
let before: ReadonlyMap<string, string>;
let repository: GitRepository;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "lanekeeper-third-gate-"));
  for (const name of ["src", "package.json"]) cpSync(join(checkout, name), join(copy, name), { recursive: true });
  symlinkSync(join(checkout, "node_modules"), join(copy, "node_modules"));
  before = filesOf(join(copy, "src"));
  addGate();

  repository = createGitRepository();
  const configuration = "version: 1\ngates:\n  secret-files:\n    names: [.env]\n  batch-size:\n";
  repository.commit("main", { ".github/lanekeeper.yml": configuration });
  repository.commit("leaky", { "app/.env": "TOKEN=1\n", "app/main.py": "1\n" }, { from: "main" });
  repository.commit("clean", { "app/main.py": "1\n" }, { from: "main" });
});
afterAll(() => {
  rmSync(copy, { recursive: true });
  repository[Symbol.dispose]();
});

/** One folder and one line of the registry, with its import. */
function addGate(): void {
  for (const [name, text] of Object.entries(newGate)) {
    const file = join(copy, "src/gates/secret-files", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const registry = join(copy, "src/gates/index.ts");
  const lines = readFileSync(registry, "utf8").split("\n");
  const end = lines.indexOf("];");
  lines.splice(end, 0, "  secretFiles,");
  lines.unshift('import { secretFiles } from "./secret-files/gate.ts";');
  writeFileSync(registry, lines.join("\n"));
}

function lanekeeper(...args: readonly string[]) {
  const env = { PATH: process.env["PATH"] };
  const main = join(copy, "src/cli/main.ts");
  return spawnSync(process.execPath, [main, ...args], { encoding: "utf8", cwd: repository.directory, env });
}

function verdictsOf(head: string): readonly string[] {
  const { stdout } = lanekeeper("check", "--head", head, "--format", "json");
  return CheckOutput.parse(JSON.parse(stdout)).report.gates.map(({ gate, verdict }) => `${gate} ${verdict.outcome}`);
}

describe("a third gate", () => {
  it("needs one folder and one line of the registry", () => {
    const after = filesOf(join(copy, "src"));
    const different = [...after.keys()].filter((path) => before.get(path) !== after.get(path));
    expect(different.sort()).toEqual(
      ["gates/index.ts", ...Object.keys(newGate).map((name) => `gates/secret-files/${name}`)].sort(),
    );
    expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);
  });

  it("is judged by `check` as every other gate", () => {
    expect(verdictsOf("leaky")).toEqual(["configuration passed", "batch-size passed", "secret-files failed"]);
    expect(verdictsOf("clean")).toEqual(["configuration passed", "batch-size passed", "secret-files passed"]);
    const pretty = lanekeeper("check", "--head", "leaky");
    expect(pretty.status).toBe(1);
    expect(pretty.stdout).toContain("✗ secret-files/secret-file  app/.env");
  });

  it("has its key in the schema, its objections in the configuration, and its words in `explain`", () => {
    expect(JSON.parse(lanekeeper("config", "schema").stdout)).toMatchObject({
      properties: { gates: { properties: { "secret-files": { properties: { names: { type: "array" }, mode: {} } } } } },
    });
    const file = join(copy, "bad.yml");
    writeFileSync(file, "version: 1\ngates:\n  secret-files:\n    name: [.env]\n");
    const checked = lanekeeper("config", "check", file);
    expect(checked.status).toBe(2);
    expect(checked.stdout).toContain("Did you mean `names`?");
    expect(lanekeeper("explain", "secret-files").stdout).toContain(
      "Does the change add a file that should stay private?",
    );
    expect(lanekeeper("explain", "secret-file").stdout).toContain("Delete the file and change the secret.");
  });
});

function filesOf(directory: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(path.slice(directory.length + 1), readFileSync(path, "latin1"));
  }
  return files;
}
