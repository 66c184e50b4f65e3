import { buildImportGraph } from "../../src/formats/imports/graph/build-graph.ts";
import type { ImportGraph } from "../../src/formats/imports/graph/graph.ts";
import { numbersFrom } from "./generate.ts";

/** How the modules import each other. */
export type Shape = "orderly" | "tangled";

export const layerCount = 20;

/**
 * A package `app` with twenty layers of equal size, from `layer00` at the top to `layer19`, and one module in ten beside
 * them. Every module imports about four others: in an orderly graph those of its own layer and below, but for twelve
 * modules; in a tangled one any.
 */
export function syntheticGraph(modules: number, shape: Shape): ImportGraph {
  const random = numbersFrom(modules);
  const names = Array.from({ length: modules }, (_, index) => nameOf(index));
  const files = names.map((name, index) => {
    const imports = Array.from({ length: 4 }, () => importedBy(index, modules, shape, random));
    return { path: `${name.replaceAll(".", "/")}.py`, imports: imports.map((target) => importOf(nameOf(target))) };
  });
  return buildImportGraph(files, [""]);
}

function isBeside(index: number): boolean {
  return index % 10 === 9;
}

function nameOf(index: number): string {
  const area = Math.floor(index / layerCount) % 12;
  if (isBeside(index)) return `app.shared.area${area}.module${index}`;
  return `app.layer${String(layerOfModule(index)).padStart(2, "0")}.area${area}.module${index}`;
}

function layerOfModule(index: number): number {
  return Math.floor(index / 10) % layerCount;
}

function importedBy(index: number, modules: number, shape: Shape, random: (limit: number) => number): number {
  const isWrong = index % Math.ceil(modules / 12) === 5 && !isBeside(index);
  for (;;) {
    const target = random(modules);
    if (shape === "tangled" || isWrong) return target;
    // What is shared stands below every layer.
    if (isBeside(index) ? isBeside(target) : isBeside(target) || layerOfModule(target) >= layerOfModule(index)) {
      return target;
    }
  }
}

function importOf(module: string) {
  return {
    level: 0,
    module,
    name: undefined,
    line: 1,
    nameLine: 1,
    typeCheckingOnly: false,
    lazy: false,
    dynamic: false,
  };
}
