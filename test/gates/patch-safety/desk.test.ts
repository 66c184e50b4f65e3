import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { CheckOutput } from "../../../src/cli/render/json.ts";
import { run } from "../../cli/test-terminal.ts";
import { createGitRepository, type GitRepository } from "../../support/git-repository.ts";

const eager = "from labs.tools import run\n\n\ndef go(x):\n    return run(x)\n";
const lazy =
  'import importlib\n\n\ndef go(x):\n    run = importlib.import_module("labs.tools").run\n    return run(x)\n';
const settings = "{when: {branch: 'codemod/**'}, preset: lazy-import, forbidden: [labs]}";

let repository: GitRepository;
beforeEach(() => {
  repository = createGitRepository();
  repository.commit("main", {
    ".github/lanekeeper.yml": `version: 1\ngates:\n  patch-safety: ${settings}\n`,
    "a.py": eager,
    "b.py": eager,
  });
});
afterEach(() => repository[Symbol.dispose]());

/** The rules of the findings about a branch. */
async function findings(branch: string): Promise<readonly string[]> {
  const { out } = await run(["check", "--head", branch, "--format", "json"], { cwd: repository.directory });
  const verdict = CheckOutput.parse(JSON.parse(out)).report.gates[1]?.verdict;
  return verdict?.outcome === "failed" ? verdict.findings.map(({ rule, at }) => `${rule} ${at?.path ?? ""}`) : [];
}

describe("patch-safety on a real repository", () => {
  it("lets through what does as it says, and finds what does not", async () => {
    repository.commit("codemod/good", { "a.py": lazy, "b.py": lazy }, { from: "main" });
    expect(await findings("codemod/good")).toEqual([]);
    repository.commit("codemod/bad", { "a.py": lazy, "b.py": eager.replace("go", "went") }, { from: "main" });
    expect(await findings("codemod/bad")).toEqual([
      "missing-import b.py",
      "forbidden-import b.py",
      "deleted-definitions b.py",
    ]);
    repository.commit("by-hand", { "b.py": "x = 1\n" }, { from: "main" });
    expect(await findings("by-hand")).toEqual([]);
  });

  it("follows a file that is renamed and edited", async () => {
    const rest = Array.from({ length: 20 }, (_, index) => `\n\ndef f${index}():\n    return ${index}\n`).join("");
    repository.commit("main", { "a.py": `${eager}${rest}` });
    const files = { "a.py": undefined, "src/a.py": `${lazy}${rest}`, "b.py": lazy };
    repository.commit("codemod/moved", files, { from: "main" });
    expect(await findings("codemod/moved")).toEqual([]);
  });

  it("finds links, submodules and workflows by their modes", async () => {
    repository.commit(
      "sly",
      {
        link: { symlink: "../../etc/passwd" },
        within: { symlink: "a.py" },
        sub: { submodule: "1".repeat(40) },
        ".github/workflows/x.yml": "on: push\n",
        "c.py": "x = 1  # \u202e\n",
      },
      { from: "main" },
    );
    expect(await findings("sly")).toEqual([
      "workflow-edit .github/workflows/x.yml",
      "submodule-move sub",
      "link-outside link",
      "bidirectional-text c.py",
    ]);
  });

  it("cannot be kept from looking by attributes of the change", async () => {
    const files = { ".gitattributes": "* -diff binary\n", "a.py": eager.replace("go", "went"), "b.py": lazy };
    repository.commit("codemod/hidden", files, { from: "main" });
    repository.checkout("codemod/hidden");
    expect(await findings("codemod/hidden")).toContain("deleted-definitions a.py");
  });
});
