import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { javaScript } from "../../../../src/formats/imports/javascript/language.ts";

const program = fileURLToPath(new URL("../../../../node_modules/.bin/depcruise", import.meta.url));

const Cruised = z.object({
  modules: z.array(
    z.object({
      source: z.string(),
      dependencies: z.array(z.object({ resolved: z.string(), couldNotResolve: z.boolean() })),
    }),
  ),
});

/** One file of each way to import and to resolve that both tools know, dependency-cruiser from a work tree. */
const files: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({ name: "app", type: "module", imports: { "#inner/*": "./src/inner/*.ts" } }),
  "tsconfig.json": `{
    // Read by both.
    "extends": "./tsconfig.base.json",
    "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "strict": true }, 
  }`,
  // dependency-cruiser takes paths as seen from the configuration that extends, TypeScript from the one extended.
  "tsconfig.base.json": JSON.stringify({ compilerOptions: { paths: { "@/*": ["./src/*"] } } }),
  "src/main.ts": `
    import { a } from "./a.js";
    import type { B } from "./b";
    import { type C, c } from "./c/index.ts";
    import d, * as all from "@/d";
    import { inner } from "#inner/one";
    import data from "./data.json" with { type: "json" };
    import "./side.css";
    import fs from "node:fs";
    import { missing } from "./missing.ts";
    export * from "./e.mjs";
    export type { F } from "./f.cjs";
    const lazy = () => import("./lazy");
    const text = \`import "./nothing"\`;
    let g: import("./g").G;
    console.log(a, c, d, all, inner, data, fs, missing, lazy, text, g satisfies unknown as B & C);`,
  "src/a.ts": `import { view } from "./view"; export const a = view;`,
  "src/b.d.ts": "export interface B { b: string }",
  "src/c/index.ts": "export const c = 1; export type C = string;",
  "src/d.ts": "import one = require('./old.cjs'); export default one; export const d = 1;",
  "src/e.mts": "export const e = 1;",
  "src/f.cts": "export type F = string;",
  "src/g.ts": "export type G = string;",
  "src/lazy.ts": "export const lazy = await import(`./a`);",
  "src/old.cjs": "const path = require('path'); module.exports = { path, more: require('./more') };",
  "src/more.cjs": "if (module.parent) require('./c');",
  "src/view.tsx":
    "import { B } from './b'; export const view = <p title='it'>don't import './nothing' {import('./lazy')}</p>;",
  "src/inner/one.ts": "export const inner = 1;",
  "src/data.json": "{}",
  "src/side.css": "p {}",
};

describe("a work tree, read by us and by dependency-cruiser", () => {
  const folder = mkdtempSync(join(tmpdir(), "lanekeeper-test-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("has the same imports between the same files", () => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const options = "--no-config --ts-pre-compilation-deps --ts-config tsconfig.json --output-type json src".split(" ");
    const cruised = spawnSync(program, options, { cwd: folder, encoding: "utf8", timeout: 60_000 });
    const theirs = Cruised.parse(JSON.parse(cruised.stdout)).modules.flatMap(({ source, dependencies }) =>
      dependencies.filter(({ resolved }) => resolved in files).map(({ resolved }) => `${source} → ${resolved}`),
    );
    const ours = linksOf().map(({ importer, target }) => `${importer} → ${target.kind === "file" ? target.path : ""}`);
    const inTree = new Set(ours.filter((link) => !link.endsWith(" → ")));
    expect([...inTree].sort()).toEqual([...new Set(theirs)].sort());
    expect(inTree.size).toBeGreaterThan(15);
  });

  it("has the same imports of others and of nothing", () => {
    const others = linksOf().filter(({ target }) => target.kind !== "file");
    expect(others.map(({ importer, target, line }) => ({ importer, target, line }))).toEqual([
      { importer: "src/main.ts", target: { kind: "external", name: "node:fs" }, line: 9 },
      { importer: "src/main.ts", target: { kind: "unresolved", specifier: "./missing.ts" }, line: 10 },
      { importer: "src/old.cjs", target: { kind: "external", name: "node:path" }, line: 1 },
    ]);
  });
});

function linksOf() {
  const bytes = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  const sources = Object.keys(files).flatMap((path) => {
    const imports = javaScript.extractorFor(path)?.extract(bytes.get(path) ?? Buffer.of());
    return imports === undefined ? [] : [{ path, imports }];
  });
  const contents = new Map([...bytes].filter(([path]) => javaScript.isResolutionFile(path)));
  return javaScript.link(sources, { paths: Object.keys(files), contents });
}
