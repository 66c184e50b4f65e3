import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readJavaScriptDefinitions } from "../../../src/formats/definitions/javascript/read-definitions.ts";
import { oxcDefinitions } from "./oxc-definitions.ts";

const checkout = join(import.meta.dirname, "..", "..", "..");

function read(text: string) {
  return readJavaScriptDefinitions(new TextEncoder().encode(text));
}

/** Everything but the first line, which oxc has at the name of a second variable, and the fingerprint. */
function marks(
  definitions: readonly { kind: string; qualifiedName: string; lastLine: number; parameters: unknown }[],
): ReadonlySet<string> {
  return new Set(
    definitions.map(({ kind, qualifiedName, lastLine, parameters }) =>
      JSON.stringify([kind, qualifiedName, lastLine, parameters]),
    ),
  );
}

/** Of so many files one: all of ours take half a minute. */
function compare(pattern: string, oneOf = 1) {
  const files = globSync(pattern, { cwd: checkout })
    .toSorted()
    .filter((_, at) => at % oneOf === 0);
  let [all, missing, extra] = [0, 0, 0];
  for (const path of files) {
    const text = readFileSync(join(checkout, path), "utf8");
    const expected = text.length > 300_000 ? undefined : oxcDefinitions(path, text);
    if (expected === undefined) continue;
    const [wanted, found] = [marks(expected), marks(read(text).definitions)];
    all += wanted.size;
    missing += [...wanted].filter((mark) => !found.has(mark)).length;
    extra += [...found].filter((mark) => !wanted.has(mark)).length;
  }
  return { all, missing, extra };
}

describe("definitions of JavaScript and TypeScript", () => {
  it("are those of oxc's parser over typed code", () => {
    const { all, missing, extra } = compare("src/{app,core,engine,git,github,queue,store,gates}/**/*.ts", 4);
    expect(all).toBeGreaterThan(300);
    expect({ missing, extra }).toEqual({ missing: 0, extra: 0 });
  });

  it("are nearly all of oxc's over code of others, in other styles", () => {
    const { all, missing, extra } = compare(
      "node_modules/{commander,prom-client,js-yaml,yauzl,minimatch}/**/*.{js,mjs,ts}",
    );
    expect(all).toBeGreaterThan(500);
    expect((missing + extra) / all).toBeLessThan(0.01);
  });

  it.each([
    ["export default async function* f(a, { b }, [c] = [], ...d) {}", ["f"]],
    ["const a = (x) => x, b = function () {}, c = class {}, d = 1;", ["a", "b", "c"]],
    [
      "class A extends mixin({}) { static #p = () => 1; get x() {} async *[y]() {} 'quoted'() {} constructor() {} }",
      ["A", "A.#p", "A.x", "A.quoted", "A.constructor"],
    ],
    [
      "interface I { x(): void }\ntype T = { a: 1 }\nexport enum E { A }\nnamespace N { export function f() {} }",
      ["I", "T", "E", "N", "N.f"],
    ],
    ["`$\u007bfunction no() {}}`; /function no() {}/; // function no() {}\nfunction yes() {}", ["yes"]],
    ["const type = 1; type = 2; interface = 3;", []],
  ])("%s", (text, expected) => {
    expect(read(text).definitions.map(({ qualifiedName }) => qualifiedName)).toEqual(expected);
  });

  it("come with names that are used, called or assigned", () => {
    const { uses, assigned } = read(
      "import { load as get } from './x';\nconst made = get(one).part;\nobject = { key: two, short };\n",
    );
    expect(uses.map(({ name }) => name)).toEqual([
      "load",
      "get",
      "made",
      "get",
      "one",
      "part",
      "object",
      "two",
      "short",
    ]);
    expect(uses.filter(({ called }) => called).map(({ name }) => name)).toEqual(["get"]);
    expect([...assigned]).toEqual(["made", "object", "key"]);
  });

  it("have the same fingerprint under another name", () => {
    const [one, other] = ["function a(x) { return x; }", "function b(x) {\n  return x;\n}"].map(
      (text) => read(text).definitions[0]?.fingerprint,
    );
    expect(one).toBe(other);
  });

  it.each([
    ["brackets that never close", "function f(".repeat(3_000)],
    ["braces in braces", "function f() {".repeat(3_000)],
    ["templates in templates", "`${".repeat(3_000)],
  ])("end for %s, and say that not all is there", (_name, text) => {
    expect(read(text).complete).toBe(false);
  });
});
