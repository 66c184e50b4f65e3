import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { benchmarkParser } from "../../src/formats/benchmarks/parse.ts";
import { coverageParser } from "../../src/formats/coverage/parse.ts";
import { matcherOf } from "../../src/formats/globs/path-globs.ts";
import { steps } from "../../src/gates/benchmarks/decide/steps.ts";
import { createRandom } from "../../src/gates/benchmarks/simulate/random.ts";

/** Something small that programs really do; it returns what it computed, so that no engine can leave it out. */
export type Workload = () => number;

const random = createRandom(11);
const numbers = Array.from({ length: 400 }, () => random.normal());
const records = Array.from({ length: 60 }, (_, id) => ({
  id,
  name: `benchmark ${id}`,
  rounds: numbers.slice(id, id + 8),
}));
const json = JSON.stringify(records);
const lines = Array.from(
  { length: 80 },
  (_, id) => `2031-04-${id % 30} 12:0${id % 10} level=info request=${id} took=${id * 7}ms`,
);
const log = lines.join("\n");
const bytes = Buffer.from(json);
const lcov = Buffer.from(
  `TN:\nSF:/home/someone/shop/cart.cpp\n${lines.map((_, id) => `DA:${id + 1},${id % 7}\n`).join("")}end_of_record\n`,
);
const report = Buffer.from(
  JSON.stringify(records.slice(0, 6).map(({ id, name }) => ({ name, unit: "ms", value: id + 0.5 }))),
);
const globs = ["src/**/*.ts", "docs/{gates,flows}/*.md", "!**/*.test.ts"];
const paths = lines.slice(0, 25).map((_, id) => `src/part${id % 9}/module${id}.${id % 3 === 0 ? "test.ts" : "ts"}`);
const series = numbers.slice(0, 40).map((value) => Math.exp(0.05 * value));

/** Each takes some tens of microseconds. */
export const workloads: Readonly<Record<string, Workload>> = {
  "parse JSON": () => Object.keys(Object(JSON.parse(json))).length,
  "write JSON": () => JSON.stringify(records).length,
  "sort numbers": () => numbers.toSorted((left, right) => left - right).length,
  "match lines": () => [...log.matchAll(/request=(\d+) took=(\d+)ms/g)].length,
  hash: () => createHash("sha256").update(bytes).digest().length,
  compress: () => gzipSync(bytes, { level: 1 }).length,
  "count words": () => {
    const counts = new Map<string, number>();
    for (const word of log.split(/\s/)) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts.size;
  },
  "read LCOV": () => {
    const parser = coverageParser();
    parser.push(lcov);
    return parser.end().problems.length;
  },
  "read benchmarks": () => {
    const parser = benchmarkParser("report.json");
    parser.push(report);
    return parser.end().problems.length;
  },
  "match paths": () => paths.filter(matcherOf(globs)).length,
  "find steps": () => steps(series).length,
};
