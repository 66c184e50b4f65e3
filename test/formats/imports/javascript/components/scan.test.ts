import { describe, expect, it } from "@jest/globals";
import {
  astroImports,
  svelteImports,
  vueImports,
} from "../../../../../src/formats/imports/javascript/components/extractor.ts";
import {
  astroCases,
  brokenSvelteCases,
  brokenVueCases,
  type ComponentCase,
  sharedCases,
  svelteCases,
  vueCases,
} from "./scan-cases.ts";

const encoder = new TextEncoder();
const extractors = { vue: vueImports, svelte: svelteImports, astro: astroImports } as const;
type Kind = keyof typeof extractors;

function shown(kind: Kind, text: string): readonly string[] {
  const { imports, computed, problems } = extractors[kind].extract(encoder.encode(text));
  const found = imports.map(({ specifier, line, specifierLine, kind: how, typeOnly }) => {
    const lines = line === specifierLine ? `${line}` : `${line}/${specifierLine}`;
    return `${lines} ${how}${typeOnly ? "?" : ""} ${specifier}`;
  });
  const counted = computed.length > 0 ? [`?${computed.length}`] : [];
  return [...found, ...counted, ...problems.map(({ kind: problem, line }) => `!${line} ${problem}`)];
}

function of(kind: Kind, cases: readonly ComponentCase[]) {
  return cases.map(([text, ...expected]) => ({ kind, text, expected }));
}

const all = [
  ...of("vue", sharedCases),
  ...of("svelte", sharedCases),
  ...of("vue", vueCases),
  ...of("svelte", svelteCases),
  ...of("astro", astroCases),
  ...of("vue", brokenVueCases),
  ...of("svelte", brokenSvelteCases),
];

describe("imports of a component", () => {
  it.each(all)("in $kind: $text", ({ kind, text, expected }) => {
    expect(shown(kind, text)).toEqual(expected);
  });

  it.each(all)("come back unchanged when they were remembered: $text", ({ kind, text }) => {
    const found = extractors[kind].extract(encoder.encode(text));
    expect(extractors[kind].decode(extractors[kind].encode(found))).toEqual(found);
  });

  it("are counted over all scripts of a file, and stop at 50,000", () => {
    const text = `<script>${"import 'a'\n".repeat(30_000)}</script>`.repeat(2);
    const { imports, problems } = vueImports.extract(encoder.encode(text));
    expect(imports).toHaveLength(50_000);
    expect(problems).toEqual([{ kind: "too-many-imports", line: 50_001 }]);
  });

  it("are remembered under names and versions of their own", () => {
    expect(new Set(Object.values(extractors).map(({ id }) => id)).size).toBe(3);
    for (const { version } of Object.values(extractors)) expect(version).toBeGreaterThan(1_000);
  });
});

/** Parts that fit together or do not. */
const parts = (
  "<script>|</script>|<script lang=\"ts\" setup>|<script src='./a'/>|<template>|</template>|<style>|</style>|<!--|-->|---|" +
  "{|}|{{|}}|{#if a}|{/if}|{:else}|import 'a'|import(`a`)|`|${|'|\"|/|/*|*/|//|<|>|</|=|\\|<a b='c'>|</a>|<p|é|\u2028|\0|\n|\r\n| "
).split("|");

/** A plain generator of numbers, so that every run sees the same texts. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

describe("components of any content", () => {
  it.each(["vue", "svelte", "astro"] as const)("never throw, in lines that the file has: %s", (kind) => {
    const next = numbersFrom(7);
    const { extract, encode, decode } = extractors[kind];
    for (let round = 0; round < 5_000; round += 1) {
      const text = Array.from({ length: next(30) }, () => parts[next(parts.length)]).join("");
      const found = extract(encoder.encode(text));
      const lines = text.split(/\r\n|\r|\n/).length;
      for (const { line } of [...found.imports, ...found.problems]) expect(line <= lines && line > 0).toBe(true);
      expect(decode(encode(found))).toEqual(found);
    }
  });

  it.each(["vue", "svelte", "astro"] as const)("end at 10,000 levels of elements, and no stack does: %s", (kind) => {
    const { problems } = extractors[kind].extract(encoder.encode(`<template>${"<div>".repeat(100_000)}`));
    expect(problems.map((problem) => problem.kind)).toContain("nested-too-deep");
  });
});

/** The best of three, after one run that warms up. */
function millisecondsToScan(kind: Kind, text: string): number {
  const bytes = encoder.encode(text);
  const times = Array.from({ length: 4 }, () => {
    const started = performance.now();
    extractors[kind].extract(bytes);
    return performance.now() - started;
  });
  return Math.min(...times.slice(1));
}

describe("time in proportion to the size", () => {
  it.each([
    "<script>",
    "<script>import 'a'</script>",
    "</script",
    "<template>",
    "<a b='",
    "<a b={",
    "<a /*",
    "<a b=`",
    "</",
    "<!--",
    "<!",
    "{{",
    "{",
    "{#if ",
    "{/",
    "{`",
    "{'",
    "{<a>",
    "<div></p>",
    "<textarea>",
    "\n---",
    "   ",
    "<a ",
  ])("for %j again and again", (piece) => {
    for (const kind of ["vue", "svelte", "astro"] as const) {
      const smallBytes = 50_000;
      const small = `<template>\n---\n${piece.repeat(smallBytes / piece.length)}`;
      const large = `<template>\n---\n${piece.repeat((16 * smallBytes) / piece.length)}`;
      // Quadratic time would be 256 times as long; a fixed part and a busy machine leave room up to 100.
      expect(millisecondsToScan(kind, large)).toBeLessThan(100 * Math.max(1, millisecondsToScan(kind, small)));
    }
  });
});
