import { byText, type Change } from "./module-map.ts";
import { ancestorOf, depthOf, isInside } from "./module-name.ts";
import type { Picture, PictureEdge, PictureNode, View } from "./picture.ts";

/**
 * Draws every module as its ancestor of this depth. What is in focus keeps at least the depth of the focus itself, or
 * the one given, so that a package can be looked at among lanes. Imports inside one box are not drawn.
 */
export function collapse(view: View, depth: number, depthInFocus = depth): Picture {
  const boxOf = boxNames(view, depth, depthInFocus);
  const nodes = nodesOf(view, boxOf);
  return {
    title: view.title,
    notes: view.notes,
    compared: view.map.compared,
    separator: view.map.separator,
    collapsed: nodes.some(({ modules }) => modules > 1),
    nodes,
    edges: edgesOf(view, boxOf),
  };
}

function boxNames(view: View, depth: number, depthInFocus: number): (name: string) => string {
  const known = new Map<string, string>();
  const { separator } = view.map;
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const depths = view.focus
      .filter((focus) => isInside(name, focus, separator))
      .map((focus) => depthOf(focus, separator));
    const box = ancestorOf(name, depths.length === 0 ? depth : Math.max(depthInFocus, ...depths), separator);
    known.set(name, box);
    return box;
  };
}

function nodesOf(view: View, boxOf: (name: string) => string): readonly PictureNode[] {
  const boxes = new Map<string, { modules: number; changes: Set<Change> }>();
  for (const { name, change } of view.map.modules) {
    const box = boxes.get(boxOf(name));
    if (box === undefined) boxes.set(boxOf(name), { modules: 1, changes: new Set([change]) });
    else {
      box.modules += 1;
      box.changes.add(change);
    }
  }
  return [...boxes]
    .map(([name, { modules, changes }]): PictureNode => {
      const [only = "kept", ...others] = changes;
      const inFocus = view.focus.some((focus) => isInside(name, focus, view.map.separator));
      return { name, modules, change: others.length === 0 ? only : "kept", inFocus };
    })
    .sort((left, right) => byText(left.name, right.name));
}

function edgesOf(view: View, boxOf: (name: string) => string): readonly PictureEdge[] {
  const edges = new Map<string, { from: string; to: string; kept: number; added: number; removed: number }>();
  for (const { importer, imported, change } of view.map.imports) {
    const from = boxOf(importer);
    const to = boxOf(imported);
    if (from === to) continue;
    const key = `${from}\0${to}`;
    const edge = edges.get(key) ?? { from, to, kept: 0, added: 0, removed: 0 };
    edge[change] += 1;
    edges.set(key, edge);
  }
  return [...edges.values()].sort((left, right) => byText(left.from, right.from) || byText(left.to, right.to));
}
