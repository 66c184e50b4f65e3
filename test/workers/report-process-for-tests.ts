import type { ReportReader } from "../../src/core/report-reader.ts";
import { serveReports } from "../../src/workers/serve-reports.ts";

class NoReport extends Error {}

function reader(id: string, end: (text: string, path: string) => string): ReportReader<string> {
  const open = (path: string) => {
    const decoder = new TextDecoder();
    let text = "";
    return {
      push: (chunk: Uint8Array) => {
        text += decoder.decode(chunk, { stream: true });
      },
      end: () => end(text, path),
    };
  };
  const flaw = (value: string) => (value === "half" ? { what: "It has a half only.", fix: "Send both." } : undefined);
  return { id, version: 1, open, flaw, encode: (value) => value, decode: (text) => text };
}

/** What cannot be caught: each ends the process, or does not end at all. */
const traps: Readonly<Record<string, () => unknown>> = {
  objects: () => grow((index) => ({ index, text: String(index) })),
  arrays: () => grow(() => new Array(10_000_000).fill(1.5)),
  map: () => {
    const map = new Map<number, number>();
    for (let index = 0; ; index += 1) map.set(index, index);
  },
  split: () => grow(() => "a,".repeat(50_000_000).split(",")),
  loop: () => {
    for (;;) Math.random();
  },
  json: () => JSON.parse(`[${"[1],".repeat(30_000_000)}1]`),
  exit: () => process.exit(3),
};

function grow(make: (index: number) => unknown): never {
  const kept: unknown[] = [];
  for (let index = 0; ; index += 1) kept.push(make(index));
}

serveReports([
  reader("plain-text", (text, path) => {
    if (text.startsWith("refuse")) throw new NoReport(`${path} says nothing of tests.`);
    if (text.startsWith("mistake")) throw new TypeError("secret content");
    if (text.startsWith("json")) return String(JSON.parse("secret content"));
    if (text.startsWith("deep")) return deep(0);
    return text;
  }),
  reader("trap", (text) => String(traps[text]?.())),
  reader("surroundings", () => {
    const [mayWrite, mayStart] = [process.permission.has("fs.write"), process.permission.has("child")];
    return JSON.stringify({ env: process.env, mayWrite, mayStart });
  }),
]);

function deep(depth: number): string {
  return `${deep(depth + 1)}${depth}`;
}
