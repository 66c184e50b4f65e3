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

  describe("as pictures", () => {
    const files = {
      "web/app.ts": 'import "../lib/text/trim";\nimport "./view";\n',
      "web/view.ts": "",
      "lib/text/trim.ts": "",
    };
    const added = { "lib/text/trim.ts": 'import "../../web/view";\n' };

    it.each<[string, readonly string[], readonly string[]]>([
      ["the lanes are the folders at the top", ["--lanes", "--format", "mermaid"], ["web<br/>2 modules", "n1 -->"]],
      ["one file with its neighbours", ["--focus", "lib/text", "--format", "dot"], ["lib/text/trim.ts", "web/app.ts"]],
      [
        "a chain between folders",
        ["--path", "web", "lib", "--format", "mermaid"],
        ["The shortest chain is a direct import."],
      ],
      ["what a branch adds", ["--ref", "change", "--diff", "main", "--format", "svg"], ["1 added, 0 removed"]],
      ["a page", ["--format", "html"], ["web/app.ts", '"separator":"/"']],
      ["what is inside a folder", ["--root", "web", "--format", "dot"], ["web/view.ts"]],
    ])("show %s", async (_what, options, expected) => {
      using repository = createGitRepository();
      repository.commit("main", files);
      repository.commit("change", added, { from: "main" });
      repository.checkout("main");
      const { code, out, err } = await run(["graph", "--language", "javascript", ...options], {
        cwd: repository.directory,
      });
      expect([code, err]).toEqual([0, ""]);
      for (const text of expected) expect(out).toContain(text);
    });

    it("do not know a folder that is not there, and say what is near", async () => {
      using repository = createGitRepository();
      repository.commit("main", files);
      const { code, err } = await run(["graph", "--language", "javascript", "--ref", "main", "--focus", "lib/txt"], {
        cwd: repository.directory,
      });
      expect(code).toBe(2);
      expect(err).toContain("Did you mean lib/text?");
    });
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

describe("lanekeeper graph and configurations", () => {
  it("follows them under whatever name, and tells which it could not read or follow", async () => {
    using repository = createGitRepository();
    repository.commit("main", {
      "tsconfig.json": '{"extends": "./config/strict"}',
      "config/strict.json": '{"compilerOptions": {"paths": {"@/*": ["../src/*"]}}}',
      "a/tsconfig.json": '{\n  "extends": "./gone"\n}',
      "package.json": "{",
      "b.ts": 'import "@/c";\n',
      "src/c.ts": "",
    });
    const { out, err } = await run(["graph", "--language", "javascript", "--ref", "main"], {
      cwd: repository.directory,
    });
    expect(JSON.parse(out).imports).toEqual([{ importer: "b.ts", imported: "src/c.ts", path: "b.ts", line: 1 }]);
    expect(
      err
        .split("\n")
        .filter((line) => line.startsWith("Not fully read"))
        .toSorted(),
    ).toEqual(['Not fully read: "a/tsconfig.json:2"', 'Not fully read: "package.json:1"']);
  });
});

describe("lanekeeper graph --language go", () => {
  it("prints packages by their folders, and tests as modules of their own", async () => {
    using repository = createGitRepository();
    repository.commit("main", {
      "go.mod": "module example.com/app\n",
      "main.go": 'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/app/core"\n)\n',
      "core/core.go": "package core\n",
      "core/core_test.go": 'package core_test\n\nimport "example.com/app/core"\nimport "example.com/app"\n',
      "vendor/example.com/x/x.go": 'package x\n\nimport "example.com/app"\n',
    });
    const { code, out, err } = await run(["graph", "--language", "go", "--ref", "main"], { cwd: repository.directory });
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toEqual({
      modules: [".", "core", "core/core_test.go"],
      imports: [
        { importer: ".", imported: "core", path: "main.go", line: 6 },
        { importer: "core/core_test.go", imported: ".", path: "core/core_test.go", line: 4 },
        { importer: "core/core_test.go", imported: "core", path: "core/core_test.go", line: 3 },
      ],
    });
  });
});

describe("lanekeeper graph --language jvm", () => {
  it("prints files of Java and Kotlin, and their imports of each other", async () => {
    using repository = createGitRepository();
    repository.commit("main", {
      "core/Text.java": "package core;\nimport java.util.List;\nimport static app.MainKt.run;\npublic class Text {}\n",
      "app/main.kt": "package app\n\nimport core.Text\nimport core.Generated\n\nfun run() = Text()\n",
      "app/broken.kt": "package app\nimport core.*\nval text: Text = f(\n",
    });
    const { code, out, err } = await run(["graph", "--language", "jvm", "--ref", "main"], {
      cwd: repository.directory,
    });
    expect([code, err]).toEqual([0, 'Not fully read: "app/broken.kt:3"\n']);
    expect(JSON.parse(out)).toEqual({
      modules: ["app/broken.kt", "app/main.kt", "core", "core/Text.java"],
      imports: [
        { importer: "app/broken.kt", imported: "core/Text.java", path: "app/broken.kt", line: 2 },
        { importer: "app/main.kt", imported: "core", path: "app/main.kt", line: 4 },
        { importer: "app/main.kt", imported: "core/Text.java", path: "app/main.kt", line: 3 },
        { importer: "core/Text.java", imported: "app/main.kt", path: "core/Text.java", line: 3 },
      ],
    });
  });
});
