/**
 * How long lane-guard's contracts take on a graph that is built already: `node bench/contracts.ts [--runs N]`. Prints
 * medians for each type of contract on synthetic graphs of 5,000 to 20,000 modules with four imports each.
 */
import { parseArgs } from "node:util";
import type { ImportGraph } from "../src/formats/imports/graph/graph.ts";
import { linksOf } from "../src/formats/imports/graph/links.ts";
import { searchesOver } from "../src/formats/imports/graph/reach.ts";
import type { Violations } from "../src/gates/lane-guard/contracts/violations.ts";
import { violationsOf } from "../src/gates/lane-guard/contracts/violations-of.ts";
import { Contract } from "../src/gates/lane-guard/settings/contract.ts";
import { layerCount, type Shape, syntheticGraph } from "./lane-guard/synthetic-graph.ts";

const layers = Array.from({ length: layerCount }, (_, index) => `layer${String(index).padStart(2, "0")}`);
const full = layers.map((layer) => `app.${layer}`);

const contracts = [
  { name: `${layerCount} layers`, type: "layers", containers: ["app"], layers },
  { name: "forbidden", type: "forbidden", from: full.slice(10), to: full.slice(0, 1) },
  { name: "independence of 6", type: "independence", modules: full.slice(0, 6) },
  { name: "protected", type: "protected", modules: full.slice(19), "allowed-importers": full.slice(0, 10) },
  { name: "acyclic-siblings", type: "acyclic-siblings", ancestors: ["app"] },
].map((contract) => Contract.parse(contract));

function main(runs: number): void {
  for (const shape of ["orderly", "tangled"] as const) {
    for (const modules of [5_000, 10_000, 20_000]) measure(syntheticGraph(modules, shape), modules, shape, runs);
  }
}

function measure(graph: ImportGraph, modules: number, shape: Shape, runs: number): void {
  const links = linksOf(graph);
  const scene = { graph, links, searches: searchesOver(links), scope: undefined };
  const build = medianOf(runs, () => linksOf(graph));
  console.log(`${modules} modules, ${links.imported.ids.length} links, ${shape}: links ${ms(build)}`);
  for (const contract of contracts) {
    const found = violationsOf(scene, contract);
    console.log(`  ${contract.name}: ${ms(medianOf(runs, () => violationsOf(scene, contract)))}${said(found)}`);
  }
}

function said({ direct, reach, cycles }: Violations): string {
  const sources = reach.reduce((sum, one) => sum + one.sources.length, 0);
  return ` (${direct.length} links, ${reach.length} pairs with ${sources} modules, ${cycles.length} in cycles)`;
}

function medianOf(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.sort((left, right) => left - right)[Math.floor(runs / 2)] ?? Number.NaN;
}

function ms(value: number): string {
  return `${value.toFixed(2)} ms`;
}

const { values } = parseArgs({ options: { runs: { type: "string", default: "31" } } });
main(Number(values.runs));
