import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import { z } from "zod";
import { matcherOf } from "../../src/formats/globs/path-globs.ts";
import { BenchmarkSettings } from "../../src/gates/benchmarks/model.ts";
import { readPage } from "./markdown-page.ts";

const Workflow = z.object({
  on: z.union([z.string(), z.array(z.string())]),
  permissions: z.record(z.string(), z.string()),
  jobs: z.object({
    benchmarks: z.object({
      steps: z.array(
        z.object({
          name: z.string().optional(),
          run: z.string().optional(),
          uses: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  }),
});
const Configuration = z.object({ gates: z.object({ benchmarks: z.unknown() }) });

const yaml = readPage("docs/guides/benchmarks.md").blocks.filter(({ language }) => language === "yaml");
const [workflowText = "", configurationText = ""] = yaml.map(({ text }) => text);
const workflow = Workflow.parse(load(workflowText));
const { steps } = workflow.jobs.benchmarks;
const script = steps.find(({ name }) => name === "Measure both sides in turn")?.run ?? "";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lanekeeper-guide-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the step with tools that only write down what they are told; `codes` are what comparisons end with. */
function measure(codes: readonly number[]) {
  const tool = (path: string, body: string) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), `#!/bin/bash\n${body}`);
    chmodSync(join(folder, path), 0o755);
  };
  for (const side of ["base", "head"]) {
    tool(
      `${side}-venv/bin/python`,
      `for arg; do case "$arg" in --benchmark-json=*) touch "\${arg#*=}"; basename "\${arg#*=}" .json >> order;; esac; done\n`,
    );
  }
  tool("bin/npx", `echo "compare $*"; code=$(head -n 1 codes); sed -i 1d codes; exit "$code"\n`);
  writeFileSync(join(folder, "codes"), `${codes.join("\n")}\n`);
  const env = {
    PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`,
    GITHUB_STEP_SUMMARY: join(folder, "said"),
  };
  const { status } = spawnSync("bash", ["-e", "-c", script], { cwd: folder, env });
  const order = readFileSync(join(folder, "order"), "utf8").trim().split("\n");
  const said = readFileSync(join(folder, "said"), "utf8");
  return { status, order, said, files: readdirSync(join(folder, "results")) };
}

describe("the workflow of the guide", () => {
  it("checks out the merge and its first parent, and may read only", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(steps[0]).toMatchObject({ with: { path: "head", "fetch-depth": 2 } });
    expect(steps[1]?.run).toContain("HEAD^1");
  });

  it("measures ten pairs in the order base, head, head, base, and compares all of them", () => {
    const { status, order, said } = measure([0]);
    expect(status).toBe(0);
    expect(order).toHaveLength(20);
    expect(order.slice(0, 6)).toEqual(["base-01", "head-01", "head-02", "base-02", "base-03", "head-03"]);
    expect(said).toMatch(
      /compare lanekeeper bench compare .* --baseline results\/base-01\.json .*base-10\.json --current results\/head-01\.json/,
    );
  });

  it.each([
    ["ten more where something is undecided", [3, 0], 40, 0],
    ["twenty more where it still is", [3, 3, 1], 80, 0],
    ["nothing a fourth time", [3, 3, 3], 80, 0],
    ["no more where something regressed, which the gate is to say", [1], 20, 0],
    ["no more where the command line is wrong, and fails", [2], 20, 2],
  ])("measures %s", (_what, codes, runs, status) => {
    const measured = measure(codes);
    expect([measured.order.length, measured.status]).toEqual([runs, status]);
    expect(measured.files).toHaveLength(runs);
  });

  it("uploads what the configuration beside it asks for", () => {
    const { reports } = BenchmarkSettings.parse(Configuration.parse(load(configurationText)).gates.benchmarks);
    const [entry] = reports;
    const upload = steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact"));
    expect(upload?.with).toMatchObject({ name: entry?.artifact, path: "results" });
    const { files } = measure([3, 0]);
    const [isHead, isBase] = [matcherOf([entry?.path ?? ""]), matcherOf([entry?.["base-path"] ?? ""])];
    expect([files.filter(isHead).length, files.filter(isBase).length]).toEqual([20, 20]);
  });

  it("is a script that a shell can read", () => {
    for (const { run } of steps) if (run !== undefined) execFileSync("bash", ["-n", "-c", run]);
  });
});
