import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { GraphView, ModuleList } from "../../src/cli/graph/graph-output.ts";
import { createGitRepository, type GitRepository } from "../support/git-repository.ts";
import { type Ran, run } from "./test-terminal.ts";

let repository: GitRepository;
beforeAll(() => {
  repository = createGitRepository();
  repository.commit("main", {
    "core/__init__.py": "",
    "core/text.py": "",
    "labs/toys.py": "from core import text\n",
    "web/api/users.py": "from core import text\nimport web.views\n",
    "web/views.py": "from labs import toys\n",
  });
  repository.commit("feature", { "core/text.py": "import labs.toys\n", "web/views.py": "" }, { from: "main" });
  // What main did since is not what the branch did.
  repository.commit("main", { "core/clock.py": "import core.text\n" });
  repository.commit("broken", { "a.py": "from ... import x\nimport b\n", "b.py": "'''\n" }, { from: "none" });
  repository.commit("nothing", { "README.md": "" }, { from: "none" });
});
afterAll(() => repository[Symbol.dispose]());

function graph(...args: readonly string[]): Promise<Ran> {
  return run(["graph", ...args], { cwd: repository.directory });
}

async function view(...args: readonly string[]) {
  const { code, out, err } = await graph("--format", "json", ...args);
  expect([code, err]).toEqual([0, ""]);
  const parsed = GraphView.parse(JSON.parse(out));
  return {
    ...parsed,
    drawn: parsed.edges.map(({ from, to, kept, added, removed }) => `${from} ${to} ${kept}+${added}-${removed}`),
  };
}

describe("lanekeeper graph", () => {
  it("lists modules and imports as other programs know it", async () => {
    const { code, out, err } = await graph("--ref", "main", "--root", "core");
    expect([code, err]).toEqual([0, ""]);
    const expected = {
      modules: ["core", "core.clock", "core.text"],
      imports: [{ importer: "core.clock", imported: "core.text", path: "core/clock.py", line: 1 }],
    };
    expect(JSON.parse(out)).toEqual(expected);
    expect(ModuleList.parse(JSON.parse(out))).toEqual(expected);
    expect(out.startsWith('{"modules":["core","core.clock","core.text"],"imports":[{"importer":"core.clock",')).toBe(
      true,
    );
  });

  it("collapses to lanes", async () => {
    const { drawn, nodes } = await view("--ref", "main", "--lanes");
    expect(drawn).toEqual(["labs core 1+0-0", "web core 1+0-0", "web labs 1+0-0"]);
    expect(nodes.map(({ name, modules }) => `${name} ${modules}`)).toEqual(["core 3", "labs 1", "web 2"]);
  });

  it("focuses on a module or package, alone or among lanes", async () => {
    expect((await view("--ref", "main", "--focus", "web.views")).drawn).toEqual([
      "web.api.users web.views 1+0-0",
      "web.views labs.toys 1+0-0",
    ]);
    expect((await view("--ref", "main", "--focus", "web.api", "--lanes")).drawn).toEqual([
      "web.api core 1+0-0",
      "web.api web 1+0-0",
    ]);
  });

  it("finds the shortest chains", async () => {
    const { chains, chainsComplete, notes } = await view("--ref", "main", "--path", "web.api", "labs");
    expect([chains, chainsComplete]).toEqual([[["web.api.users", "web.views", "labs.toys"]], true]);
    expect(notes).toEqual(["The shortest chain is 2 imports."]);
    const none = await view("--ref", "main", "--path", "core", "web");
    expect([none.chains, none.notes]).toEqual([[], ["No chain of imports leads from core to web."]]);
  });

  it("compares with the merge base", async () => {
    const { drawn, base, head, notes } = await view("--ref", "feature", "--diff", "main");
    expect(drawn).toEqual(["core.text labs.toys 0+1-0", "web.views labs.toys 0+0-1"]);
    expect([base, head]).toEqual([repository.git("rev-parse", "main~1"), repository.git("rev-parse", "feature")]);
    expect(notes).toEqual(["Imports: 1 added, 1 removed. Modules: 0 added, 0 removed."]);
    expect((await view("--ref", "feature", "--diff", "main", "--lanes")).drawn).toContain("web core 1+0-0");
    expect((await view("--ref", "main", "--diff", "main")).notes).toEqual(["No import was added or removed."]);
  });

  it.each([
    ["mermaid", /^flowchart LR\n/],
    ["dot", /^digraph imports \{\n/],
    ["svg", /^<svg /],
    ["html", /^<!doctype html>\n/],
  ])("draws as %s, and nothing but that goes to standard output", async (format, begins) => {
    const { code, out, err } = await graph("--ref", "feature", "--diff", "main", "--format", format);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(begins);
    expect(out.endsWith("\n")).toBe(true);
    expect(out).toContain(repository.git("rev-parse", "--short=9", "feature"));
  });

  it("writes to a file", async () => {
    const { code, out } = await graph("--ref", "main", "--format", "svg", "-o", "graph.svg");
    expect([code, out]).toEqual([0, ""]);
    expect(readFileSync(join(repository.directory, "graph.svg"), "utf8")).toMatch(/^<svg /);
    const { code: failed, err } = await graph("--ref", "main", "-o", "none/graph.json");
    expect([failed, err]).toEqual([2, expect.stringContaining("none/graph.json cannot be written. (BAD_USAGE)")]);
  });

  it("tells what it could not read, in the picture too", async () => {
    const { out, err } = await graph("--ref", "broken", "--format", "mermaid");
    expect(err).toContain('Not fully read: "a.py:1"\n');
    expect(out).toContain("could not be read, so imports may be missing.");
  });

  it("says that there is nothing to draw", async () => {
    expect((await graph("--ref", "nothing", "--format", "mermaid")).out).toContain("There are no modules.");
  });
});

describe("lanekeeper graph, wrongly used", () => {
  it.each([
    [["--focus", "web.vews"], 'No module or package of this graph is named "web.vews". Did you mean web.views?'],
    [["--focus", "users"], "Did you mean web.api.users?"],
    [["--path", "web", "lab"], 'named "lab". Did you mean labs'],
    [["--path", "web", "web"], "--path needs two different modules."],
    [["--root", "cor"], 'named "cor". Did you mean core?'],
    [["--path", "web"], "option '--path' needs two modules"],
    [["--path", "web", "core", "labs"], "option '--path' needs two modules"],
    [["--focus", "web", "--path", "web", "core"], "cannot be used with"],
    [["--format", "png"], "Allowed choices are json, mermaid, dot, svg, html"],
    [["--diff", "nowhere"], 'No commit is named "nowhere"'],
    [["--diff", "nothing"], "NO_MERGE_BASE"],
  ])("%j: %s", async (args, message) => {
    const { code, out, err } = await graph("--ref", "main", ...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });
});
