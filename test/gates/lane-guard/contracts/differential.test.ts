import { describe, expect, it } from "@jest/globals";
import { Contract } from "../../../../src/gates/lane-guard/settings/contract.ts";
import { type Chain, graphFrom, violationLines } from "./graph-text.ts";
import { plainViolations } from "./plain.ts";
import type { PlainGraph } from "./plain-graph.ts";
import { anyContract } from "./random-beyond.ts";
import { randomFrom, randomGraph } from "./random-cases.ts";

/** `LANE_GUARD_GRAPHS=100000 jest test/gates/lane-guard/contracts/differential.test.ts` runs more of them. */
const graphs = Number(process.env["LANE_GUARD_GRAPHS"] ?? 4_000);
const firstSeed = Number(process.env["LANE_GUARD_SEED"] ?? 1);

describe("contracts on random graphs", () => {
  it(`say what a plain implementation says, ${graphs} times`, () => {
    const seen = new Map<string, { contracts: number; broken: number; violations: number }>();
    for (let seed = firstSeed; seed < firstSeed + graphs; seed += 1) compareOne(seed, seen);
    const rows = [...seen].map(([type, { contracts, broken, violations }]) => {
      return `${type}: ${contracts} contracts, ${broken} broken, ${violations} violations`;
    });
    if (process.env["LANE_GUARD_GRAPHS"] !== undefined) process.stdout.write(`${rows.join("\n")}\n`);
    expect(rows).toHaveLength(10);
    for (const { contracts, broken } of seen.values()) {
      // Enough of both kinds, or nothing was compared.
      expect(Math.min(broken, contracts - broken)).toBeGreaterThan(graphs / 200);
    }
  });
});

function compareOne(seed: number, seen: Map<string, { contracts: number; broken: number; violations: number }>): void {
  const random = randomFrom(seed);
  const graph = randomGraph(random);
  const { plain, written, contract } = sensibleContract(random, graph);
  const found = violationLines(graphFrom(graph.text), contract, undefined, (chain) => lengthOf(graph, chain));
  const expected = plainViolations(graph, plain).filter((line) => !line.includes(" => "));
  const told = { seed, graph: graph.text, written };
  expect({ ...told, found: [...new Set(found)].toSorted() }).toEqual({ ...told, found: expected });
  const row = seen.get(plain.type) ?? { contracts: 0, broken: 0, violations: 0 };
  seen.set(plain.type, {
    contracts: row.contracts + 1,
    broken: row.broken + (expected.length > 0 ? 1 : 0),
    violations: row.violations + expected.length,
  });
}

/** Contracts that can say nothing, such as layers inside each other, are refused; then another one is made. */
function sensibleContract(random: (limit: number) => number, graph: PlainGraph) {
  for (;;) {
    const made = anyContract(random, graph);
    const parsed = Contract.safeParse({ name: "C", ...made.written });
    if (parsed.success) return { ...made, contract: parsed.data };
  }
}

/** `a ~2~ b`; every link of the chain has to be an import. */
function lengthOf(graph: PlainGraph, { names, target }: Chain): string {
  const links = names.slice(1).map((to, index) => ({ from: names[index], to }));
  const isImport = links.every((link) => graph.imports.some(({ from, to }) => from === link.from && to === link.to));
  return isImport ? `${names[0]} ~${links.length}~ ${target}` : `no chain: ${names.join(" ")}`;
}
