import type { ModuleNode } from "../../../formats/imports/graph/module-table.ts";
import type { AcyclicSiblingsContract } from "../settings/acyclic-siblings.ts";
import { componentsOf } from "./components.ts";
import { placesOf, type Scene } from "./scene.ts";
import { type CycleViolation, noViolations, type Violations } from "./violations.ts";

/** The children of a package must not depend on each other in a circle, and neither must theirs. */
export function acyclicSiblingsViolations(scene: Scene, contract: AcyclicSiblingsContract): Violations {
  const skipped = new Set(placesOf(scene, contract["skip-descendants"]).map(({ first }) => first));
  const childAt = new Int32Array(scene.graph.names.length);
  const packages = packagesToCheck(scene, contract, skipped);
  return { ...noViolations, cycles: packages.flatMap((node) => cyclesIn(scene, node, childAt)) };
}

/** Each package once, in the order of ids, however many ancestors lead to it. */
function packagesToCheck(scene: Scene, contract: AcyclicSiblingsContract, skipped: ReadonlySet<number>) {
  const depths = new Map<ModuleNode, number>();
  const open = placesOf(scene, contract.ancestors).flatMap(({ first }) => {
    const node = scene.graph.table.nodes[first];
    return node === undefined ? [] : [{ node, depth: contract.depth }];
  });
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { node, depth } = step;
    if ((depths.get(node) ?? -1) >= depth) continue;
    depths.set(node, depth);
    if (depth === 0) continue;
    for (const child of node.children.values()) {
      if (!skipped.has(child.id)) open.push({ node: child, depth: depth - 1 });
    }
  }
  return [...depths.keys()].filter(({ children }) => children.size > 1).sort((left, right) => left.id - right.id);
}

/** `childAt` is room for one number a module. */
function cyclesIn({ links: { imported: rows } }: Scene, parent: ModuleNode, childAt: Int32Array): CycleViolation[] {
  const children = [...parent.children.values()].sort((left, right) => left.id - right.id);
  for (const [index, { id, end }] of children.entries()) childAt.fill(index, id, end);
  const between = new Map<number, { link: readonly [number, number]; links: number }>();
  for (let importer = parent.id + 1; importer < parent.end; importer += 1) {
    const last = rows.starts[importer + 1] ?? 0;
    for (let place = rows.starts[importer] ?? 0; place < last; place += 1) {
      const imported = rows.ids[place] ?? 0;
      if (imported <= parent.id || imported >= parent.end || childAt[imported] === childAt[importer]) continue;
      const key = (childAt[importer] ?? 0) * children.length + (childAt[imported] ?? 0);
      const known = between.get(key);
      if (known === undefined) between.set(key, { link: [importer, imported], links: 1 });
      else known.links += 1;
    }
  }
  return circular(parent, children, between);
}

/** The pairs of children that lie on a cycle, in the order of ids. */
function circular(
  parent: ModuleNode,
  children: readonly ModuleNode[],
  between: ReadonlyMap<number, { readonly link: readonly [number, number]; readonly links: number }>,
): CycleViolation[] {
  const successors: number[][] = children.map(() => []);
  const pairs = [...between].sort(([left], [right]) => left - right);
  const sides = (key: number) => [Math.floor(key / children.length), key % children.length] as const;
  for (const [key] of pairs) {
    const [from, to] = sides(key);
    successors[from]?.push(to);
  }
  const component = componentsOf(successors);
  return pairs.flatMap(([key, { link, links }]) => {
    const [from, to] = sides(key);
    if (component[from] !== component[to]) return [];
    const [importer, imported] = [children[from]?.id ?? 0, children[to]?.id ?? 0];
    return [{ package: parent.id, importer, imported, cycle: component[from] ?? 0, link, links }];
  });
}
