import { describe, expect, it } from "@jest/globals";
import { isLinked, withoutLinks } from "../../../../src/formats/imports/graph/links.ts";
import { searchBackwards } from "../../../../src/formats/imports/graph/reach.ts";
import type { Scene } from "../../../../src/gates/lane-guard/contracts/scene.ts";
import type { Reach } from "../../../../src/gates/lane-guard/contracts/violations.ts";
import { violationsOf } from "../../../../src/gates/lane-guard/contracts/violations-of.ts";
import { scenesOf } from "../../../../src/gates/lane-guard/scenes.ts";
import { Contract } from "../../../../src/gates/lane-guard/settings/contract.ts";
import { fewestCuts, type ImportLink } from "../../../../src/gates/lane-guard/ways-out/fewest-cuts.ts";
import { graphFrom } from "../contracts/graph-text.ts";
import { randomFrom } from "../contracts/random-cases.ts";

const graphs = 3_000;
const contracts = [
  { name: "C", type: "forbidden", from: ["a"], to: ["z"] },
  { name: "C", type: "layers", layers: ["z", "(m)", "a"] },
].map((written) => Contract.parse(written));

function randomText(random: (limit: number) => number): string {
  const names = ["a.p", "a.q", "a.r", "b", "c", "d", "m.x", "z.p", "z.q"];
  const links = Array.from({ length: 6 + random(12) }, () => {
    return `${names[random(names.length)]} -> ${names[random(names.length)]}`;
  });
  return [...names, ...links].join(",");
}

function linksIn({ links: { imported } }: Scene): readonly ImportLink[] {
  return Array.from({ length: imported.starts.length - 1 }, (_, importer) => importer).flatMap((importer) =>
    [...imported.ids.subarray(imported.starts[importer], imported.starts[importer + 1])].map((id) => ({
      importer,
      imported: id,
    })),
  );
}

function endsAll(scene: Scene, { route, sources }: Reach, cut: readonly ImportLink[]): boolean {
  const isCut = (from: number, to: number) =>
    cut.some(({ importer, imported }) => importer === from && imported === to);
  const stamp = searchBackwards(withoutLinks(scene.links, isCut), scene.searches, route);
  return sources.every((source) => scene.searches.stamps[source] !== stamp);
}

/** How many of these links have to go, by trying; 4 when more than three do. */
function fewestByTrying(scene: Scene, reach: Reach, links: readonly ImportLink[]): number {
  let cuts: (readonly ImportLink[])[] = [[]];
  for (let size = 1; size <= 3; size += 1) {
    cuts = cuts.flatMap((cut) =>
      links.slice(1 + Math.max(-1, ...cut.map((one) => links.indexOf(one)))).map((one) => [...cut, one]),
    );
    if (cuts.some((cut) => endsAll(scene, reach, cut))) return size;
  }
  return 4;
}

describe("the fewest imports that end a chain", () => {
  it(`are as few as trying finds, in ${graphs} random graphs, and all of them new`, () => {
    const seen = [0, 0, 0, 0, 0];
    for (let seed = 1; seed <= graphs; seed += 1) {
      const random = randomFrom(seed);
      const graph = graphFrom(randomText(random));
      const contract = contracts[seed % contracts.length] ?? Contract.parse({});
      const { scene } = scenesOf(graph)({ contract });
      const [reach] = violationsOf(scene, contract).reach;
      const links = linksIn(scene);
      const [preferred] = links;
      if (reach === undefined || preferred === undefined) continue;
      const added = links.filter(() => random(3) > 0);
      const isNew = (importer: number, imported: number) =>
        added.some((link) => link.importer === importer && link.imported === imported);
      const cut = fewestCuts(scene, reach, [...reach.sources], preferred, isNew);
      const fewest = endsAll(scene, reach, [preferred]) ? 1 : fewestByTrying(scene, reach, added);
      expect([seed, cut?.length ?? 4]).toEqual([seed, fewest]);
      if (cut !== undefined) expect(endsAll(scene, reach, cut)).toBe(true);
      for (const { importer, imported } of cut ?? []) expect(isLinked(scene.links, importer, imported)).toBe(true);
      seen[fewest] = (seen[fewest] ?? 0) + 1;
    }
    // Enough of each kind, or nothing was compared.
    expect(Math.min(...seen.slice(1))).toBeGreaterThan(20);
  });
});
