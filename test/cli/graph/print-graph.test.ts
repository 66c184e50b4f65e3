import { describe, expect, it } from "@jest/globals";
import { createGitRepository } from "../../support/git-repository.ts";
import { run } from "../test-terminal.ts";

describe("lanekeeper graph --language javascript", () => {
  it("prints files and their imports, with what is imported besides", async () => {
    using repository = createGitRepository();
    repository.commit("main", {
      "package.json": '{"workspaces": ["packages/*"]}',
      "packages/b/package.json": '{"name": "b", "exports": "./dist/index.js"}',
      "packages/b/src/index.ts": "export const b = 1;\n",
      "a/main.ts":
        'import "react";\nimport { b } from "b";\nimport type { b as c } from "b"; import data from "./d.json";\n',
      "a/d.json": "{}",
      "a/node_modules/x/index.js": "import 'y'",
      "a/link.ts": { symlink: "main.ts" },
      "a/other.py": "import a",
    });
    const { code, out, err } = await run(["graph", "--language", "javascript", "--ref", "main"], {
      cwd: repository.directory,
    });
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toEqual({
      modules: ["a/d.json", "a/main.ts", "packages/b/src/index.ts"],
      imports: [
        { importer: "a/main.ts", imported: "a/d.json", path: "a/main.ts", line: 3 },
        { importer: "a/main.ts", imported: "packages/b/src/index.ts", path: "a/main.ts", line: 2 },
        { importer: "a/main.ts", imported: "packages/b/src/index.ts", path: "a/main.ts", line: 3 },
      ],
    });
  });

  it("reads the scripts of components, each in the way of its framework", async () => {
    using repository = createGitRepository();
    repository.commit("main", {
      "package.json": "{}",
      "a.ts": "import A from './A.vue';\n",
      "A.vue": "<template><B/></template>\n<script setup>\nimport B from './B.svelte'\n</script>\n",
      "B.svelte": "{#await import('./C.astro')}{/await}\n",
      "C.astro": "---\nimport './a.ts'\n---\n",
      // The same text is another component where it has another name.
      "D.svelte": "---\nimport './a.ts'\n---\n",
      "node_modules/E.vue": "<script>import './a.ts'</script>",
    });
    const { code, out, err } = await run(["graph", "--language", "javascript", "--ref", "main"], {
      cwd: repository.directory,
    });
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toEqual({
      modules: ["A.vue", "B.svelte", "C.astro", "D.svelte", "a.ts"],
      imports: [
        { importer: "A.vue", imported: "B.svelte", path: "A.vue", line: 3 },
        { importer: "B.svelte", imported: "C.astro", path: "B.svelte", line: 1 },
        { importer: "C.astro", imported: "a.ts", path: "C.astro", line: 2 },
        { importer: "a.ts", imported: "A.vue", path: "a.ts", line: 1 },
      ],
    });
  });

  it("says which options it does not take", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.js": "" });
    const { code, err } = await run(["graph", "--language", "javascript", "--lanes", "--format", "svg"], {
      cwd: repository.directory,
    });
    expect(code).toBe(2);
    expect(err).toContain("--lanes, --format cannot be used with --language javascript");
  });

  it("tells which files it could not read to the end", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.js": "import './b.js'\nf(\nimport './c.js'", "b.js": "", "c.js": "" });
    const { out, err } = await run(["graph", "--language", "javascript", "--ref", "main"], {
      cwd: repository.directory,
    });
    expect(JSON.parse(out).imports).toHaveLength(2);
    expect(err).toBe('Not fully read: "a.js:2"\n');
  });
});
