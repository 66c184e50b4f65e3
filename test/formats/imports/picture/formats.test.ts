import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { renderDot } from "../../../../src/formats/imports/graph/picture/dot.ts";
import { renderHtml } from "../../../../src/formats/imports/graph/picture/html.ts";
import { renderMermaid } from "../../../../src/formats/imports/graph/picture/mermaid.ts";
import type { View } from "../../../../src/formats/imports/graph/picture/picture.ts";
import { renderSvg } from "../../../../src/formats/imports/graph/picture/svg.ts";
import { before, compared, hostileMap, largeMap, mapOf, viewOf } from "./sample-views.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("base64");
const formats = {
  mmd: renderMermaid,
  dot: renderDot,
  svg: renderSvg,
  html: (view: View) => renderHtml(view, hash),
};
const golden = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const hostile = () =>
  viewOf(hostileMap(), { title: "</title><script>alert(1)</script>\u202e", notes: ['%%{ "note" }%% <b> \\'] });
const large = () => viewOf(largeMap());

/** Programs that not every machine has. What is not tested is said aloud. */
function installed(program: string, args: readonly string[]): boolean {
  const found = spawnSync(program, args).status === 0;
  if (!found) process.stderr.write(`NOT TESTED: ${program} is not installed, so it could not read what was drawn.\n`);
  return found;
}

describe.each(["mmd", "dot", "svg", "html"] as const)("%s", (format) => {
  const render = formats[format];

  it("of a small graph looks like this", () => {
    expect(render(viewOf(mapOf(before)))).toBe(golden(`modules.${format}`));
  });

  it("of two commits and their lanes looks like this", () => {
    expect(render(viewOf(compared(), { lanes: true, focus: ["web.api"] }))).toBe(golden(`compared.${format}`));
  });

  it("of nothing says so", () => {
    const empty = render(viewOf(mapOf({}), { notes: ["There are no modules."] }));
    expect(empty).toContain("There are no modules");
    expect(empty).not.toMatch(/NaN|Infinity|"undefined/);
  });

  it("of ten thousand modules stays small, and says what was done", () => {
    const text = render(large());
    expect(text.length).toBeLessThan(format === "html" ? 5_000_000 : 100_000);
    if (format !== "html") expect(text).toMatch(/10000 modules and 60000 imports/);
  });

  it("shows no character that hides or reorders text", () => {
    expect(render(hostile())).not.toMatch(/[\p{Cf}\p{Cn}\p{Cs}]|[^\P{Cc}\n]/u);
  });
});

describe("mermaid", () => {
  it("stays below GitHub's limits however long and many names are", () => {
    const modules = Array.from({ length: 3_000 }, (_, index) => `${"{}<>$".repeat(50)}${index}`).sort();
    const imports = modules.flatMap((importer, index) =>
      [1, 2].map((step) => ({
        importer,
        imported: modules[(index * step + 1) % 3_000] ?? "",
        path: "a.py",
        line: 1,
        change: "kept" as const,
      })),
    );
    const map = {
      compared: false,
      separator: "." as const,
      imports,
      modules: modules.map((name) => ({ name, path: "", change: "kept" as const })),
    };
    const text = renderMermaid(viewOf(map));
    expect(text.length).toBeLessThan(50_000);
    expect(text.match(/-->/g)?.length).toBeGreaterThan(0);
    expect(text.match(/-->/g)?.length).toBeLessThan(500);
    expect(text).toContain("Left out to stay readable");
  });

  it("lets no name act", () => {
    const harmless =
      /^(flowchart LR| {2}%% [^{}]*| {2,4}(note|\w\d+)\["([\p{L}\p{N}\p{M} .,;#…_-]|<br\/>)*"\]| {2}n\d+ -->(\|"[#;\d ]+"\|)? n\d+| {2}(classDef|class|style|linkStyle) [\w,:#-]+ [\w,:#-]+)$/u;
    const lines = renderMermaid(hostile()).trimEnd().split("\n");
    expect(lines.filter((line) => !harmless.test(line))).toEqual([]);
  });
});

describe("dot", () => {
  const run = installed("dot", ["-V"]) ? it : it.skip;
  const read = (text: string, format: string) => spawnSync("dot", [`-T${format}`], { input: text, encoding: "utf8" });

  run.each([
    ["a small graph", viewOf(mapOf(before)), 11, 11],
    ["two commits", viewOf(compared(), { lanes: true }), 4, 5],
    ["hostile names", hostile(), 22, 21],
  ] as const)("is read by Graphviz as what was meant: %s", (_name, view, nodes, edges) => {
    const { status, stderr, stdout } = read(renderDot(view), "plain");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout.match(/^node /gm)).toHaveLength(nodes);
    expect(stdout.match(/^edge /gm)).toHaveLength(edges);
  });

  run("shows hostile names as they are", () => {
    const { stdout } = read(renderDot(hostile()), "svg");
    expect(stdout).toContain("\\N\\G&amp;quot;&amp;#34;.");
    expect(stdout).toContain("x\\&quot;];evil[label=&quot;y.x\\");
    expect(stdout).not.toContain("<script");
  });
});

describe("svg", () => {
  const run = installed("python3", ["-c", "import xml.dom.minidom"]) ? it : it.skip;

  run("is well-formed and has only elements that draw, even with hostile names", () => {
    const script = `import sys, xml.dom.minidom as m
print(" ".join(sorted({e.tagName for e in m.parseString(sys.stdin.buffer.read()).getElementsByTagName("*")})))`;
    const { stdout, stderr } = spawnSync("python3", ["-c", script], { input: renderSvg(hostile()), encoding: "utf8" });
    expect([stdout.trim(), stderr]).toEqual(["g path polygon rect style svg text title", ""]);
  });

  it("has no script, no address and no handler", () => {
    const markup = renderSvg(hostile()).replaceAll(/>[^<]*</g, "><");
    expect(markup).not.toMatch(/<script|\son\w+=|href|url\(|javascript:/i);
  });
});

describe("html", () => {
  it("allows its own script and style alone", () => {
    const text = renderHtml(hostile(), hash);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]?.replaceAll("&#39;", "'") ?? "";
    const [style = ""] = /(?<=<style>)[\s\S]*?(?=<\/style>)/.exec(text) ?? [];
    const [script = ""] = /(?<=<script>)[\s\S]*?(?=<\/script>)/.exec(text) ?? [];
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${hash(style)}'`,
      `script-src 'sha256-${hash(script)}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it("has no element, attribute or address of a name's making", () => {
    const text = renderHtml(hostile(), hash).replaceAll(/(?<=<(script|style)[^>]*>)[\s\S]*?(?=<\/\1>)/g, "");
    const tag = /<(\/?[\w]+)((?:\s+[\w-]+(?:="[^"<]*")?)*)\s*\/?>/g;
    const tags = [...text.matchAll(tag)].map(([, name = "", attributes = ""]) => ({ name, attributes }));
    expect(text.replaceAll(tag, "").match(/<(?!!doctype html>)/g)).toBeNull();
    expect([...new Set(tags.map(({ name }) => name.replace("/", "")))].sort().join(" ")).toBe(
      "a b body code details div g h1 h2 head html input li main meta noscript p path polygon rect script span style summary svg text title ul",
    );
    const attributes = tags.flatMap((each) => [...each.attributes.matchAll(/\s([\w-]+)(?:="([^"]*)")?/g)]);
    expect(attributes.filter(([, name = ""]) => /^(on|style$|src)/i.test(name))).toEqual([]);
    const targets = attributes.filter(([, name]) => name === "href").map(([, , target = ""]) => target);
    expect(targets.length).toBeGreaterThan(10);
    expect(targets.filter((target) => !/^#([lpm]\d+|q=([\w%.!~*'()-]|&#39;)+)$/.test(target))).toEqual([]);
  });

  it("holds every import with its place", () => {
    const [json = ""] = /(?<=id="data">)[\s\S]*?(?=<\/script>)/.exec(renderHtml(viewOf(compared()), hash)) ?? [];
    const { names, paths, imports } = JSON.parse(json);
    const rows = Array.from({ length: imports.length / 5 }, (_, row) => imports.slice(row * 5, row * 5 + 5));
    expect(
      rows.map(([from, to, path, line, change]) => `${names[from]} ${names[to]} ${paths[path]}:${line} ${change}`),
    ).toEqual(
      compared().imports.map(({ importer, imported, path, line, change }) => {
        return `${importer} ${imported} ${path}:${line} ${["kept", "added", "removed"].indexOf(change)}`;
      }),
    );
  });

  it("says which modules it left out", () => {
    expect(renderHtml(viewOf(largeMap(20_001)), hash)).toContain("Left out of this page: 1 modules.");
  });
});
