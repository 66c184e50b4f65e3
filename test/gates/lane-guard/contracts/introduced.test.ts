import { describe, expect, it } from "@jest/globals";
import type { ImportGraph } from "../../../../src/formats/imports/graph/graph.ts";
import { beforeOf } from "../../../../src/gates/lane-guard/before.ts";
import type { Violations } from "../../../../src/gates/lane-guard/contracts/violations.ts";
import { violationsOf } from "../../../../src/gates/lane-guard/contracts/violations-of.ts";
import { compare } from "../../../../src/gates/lane-guard/introduced.ts";
import { scenesOf } from "../../../../src/gates/lane-guard/scenes.ts";
import { Contract } from "../../../../src/gates/lane-guard/settings/contract.ts";
import { graphFrom } from "./graph-text.ts";
import { plainViolations } from "./plain.ts";
import { anyContract } from "./random-beyond.ts";
import { randomFrom, randomGraph, withFewerImports } from "./random-cases.ts";

const changes = Number(process.env["LANE_GUARD_GRAPHS"] ?? 4_000);

/**
 * Identities: links, `a => b` for a module that reaches a package, pairs of a cycle, modules that are no layer, packages
 * that lack an import, and links that a budget counts.
 */
function identities(graph: ImportGraph, found: Violations): readonly string[] {
  const name = (id: number) => graph.names[id];
  const lines = [
    ...found.direct.map(({ importer, imported }) => `${name(importer)} -> ${name(imported)}`),
    ...found.reach.flatMap(({ sources, target }) => [...sources].map((id) => `${name(id)} => ${target}`)),
    ...found.cycles.map(({ importer, imported }) => `(${name(importer)} -> ${name(imported)})`),
    ...found.undeclared.map((id) => `extra ${name(id)}`),
    ...found.lacking.map((id) => `lacks ${name(id)}`),
    ...found.counted.map(({ importer, imported }) => `counts ${name(importer)} -> ${name(imported)}`),
  ];
  return [...new Set(lines)].toSorted();
}

function found(graph: ImportGraph, contract: Contract) {
  const { scene } = scenesOf(graph)({ contract });
  return { violations: violationsOf(scene, contract), links: scene.links };
}

describe("what a change adds", () => {
  it(`is what head has and base has not, ${changes} times`, () => {
    let compared = 0;
    for (let seed = 1; compared < changes; seed += 1) {
      const random = randomFrom(seed);
      const head = randomGraph(random);
      const base = withFewerImports(random, head);
      const { plain, written } = anyContract(random, head);
      const contract = Contract.safeParse({ name: "C", ...written });
      if (!contract.success) continue;
      compared += 1;
      const [now, then] = [head, base].map((graph) => plainViolations(graph, plain).filter(isIdentity));
      const expected = now?.filter((line) => then?.includes(line) === false);
      const [headGraph, baseGraph] = [graphFrom(head.text), graphFrom(base.text)];
      const commits = { base: { files: [], graph: baseGraph }, head: { files: [], graph: headGraph } };
      const before = beforeOf({ ...commits, touched: new Map(), today: "2027-01-31" });
      const { introduced } = compare(found(headGraph, contract.data), found(baseGraph, contract.data), before);
      const told = { seed, head: head.text, base: base.text, written };
      expect({ ...told, added: identities(headGraph, introduced) }).toEqual({ ...told, added: expected });
    }
  });
});

function isIdentity(line: string): boolean {
  return !line.includes("~") && !line.startsWith("unmatched ");
}
