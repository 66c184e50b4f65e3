import { rowOf } from "../../../formats/imports/graph/links.ts";
import { searchBackwards } from "../../../formats/imports/graph/reach.ts";
import type { RequiredContract } from "../settings/required.ts";
import { isShared, maskOf, placesOf, type Scene } from "./scene.ts";
import { noViolations, type Violations } from "./violations.ts";

/** Each package must import what is required, unless it holds it or is a part of it. */
export function requiredViolations(scene: Scene, contract: RequiredContract): Violations {
  const required = placesOf(scene, contract.imports);
  const wanted = maskOf(scene, required);
  const imports = contract["allow-indirect"] ? reachTest(scene, wanted) : importTest(scene, wanted);
  const lacking = placesOf(scene, contract.modules)
    .filter((place) => !required.some((one) => isShared(one, place)))
    .filter(({ first, end }) => !isAnyBetween(first, end, imports))
    .map(({ first }) => first);
  return { ...noViolations, lacking };
}

type ModuleTest = (id: number) => boolean;

function importTest({ links }: Scene, wanted: Uint8Array): ModuleTest {
  return (id) => rowOf(links.imported, id).some((imported) => wanted[imported] === 1);
}

function reachTest({ links, searches }: Scene, wanted: Uint8Array): ModuleTest {
  const route = { first: 0, end: wanted.length, isEnd: (id: number) => wanted[id] === 1 };
  const stamp = searchBackwards(links, searches, route);
  return (id) => searches.stamps[id] === stamp;
}

function isAnyBetween(first: number, end: number, test: ModuleTest): boolean {
  for (let id = first; id < end; id += 1) if (test(id)) return true;
  return false;
}
