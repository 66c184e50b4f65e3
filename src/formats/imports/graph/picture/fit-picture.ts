import { collapse } from "./collapse.ts";
import { byText } from "./module-map.ts";
import { depthOf } from "./module-name.ts";
import type { Picture, PictureEdge, View } from "./picture.ts";

/** Deeper packages than this are not tried one by one. */
const deepestTry = 6;

/**
 * The most detailed picture that fits: modules, else packages of a lesser and lesser depth, else lanes with only the
 * weightiest imports. Whatever is not as asked for is said in the notes.
 */
export function fitPicture(view: View, fits: (picture: Picture) => boolean): Picture {
  const deepest = view.map.modules.reduce((depth, { name }) => Math.max(depth, depthOf(name, view.map.separator)), 1);
  const full = collapse(view, view.lanes ? 1 : deepest);
  if (fits(full)) return full;
  for (let depth = Math.min(deepest - 1, deepestTry); depth > 1 && !view.lanes; depth -= 1) {
    const picture = withNotes(collapse(view, depth), [coarseNote(full, `packages at most ${depth} names deep`)]);
    if (fits(picture)) return picture;
  }
  const lanes = collapse(view, 1);
  const coarse = view.lanes ? lanes : withNotes(lanes, [coarseNote(full, "top-level packages")]);
  return fits(coarse) ? coarse : cut(coarse, fits);
}

function coarseNote(full: Picture, as: string): string {
  const size = `${full.nodes.length} modules and ${full.edges.length} imports between them`;
  return `${size} are too many for one picture, so they are drawn as ${as}. See one part in full with --focus <module>.`;
}

/** Leaves out boxes without arrows, then the lightest arrows, until the rest fits. */
function cut(whole: Picture, fits: (picture: Picture) => boolean): Picture {
  const ranked = rankedEdges(whole);
  for (let count = ranked.length; count > 0; count = Math.floor(count * 0.8)) {
    const picture = keepEdges(whole, ranked.slice(0, count));
    if (fits(picture)) return picture;
  }
  return keepEdges(whole, []);
}

/** What changed comes first, then what touches the focus, then what stands for the most imports. */
function rankedEdges(picture: Picture): readonly PictureEdge[] {
  const focus = new Set(picture.nodes.filter(({ inFocus }) => inFocus).map(({ name }) => name));
  const weight = ({ from, to, kept, added, removed }: PictureEdge) =>
    (added + removed > 0 ? 2e9 : 0) + (focus.has(from) || focus.has(to) ? 1e9 : 0) + kept + added + removed;
  return picture.edges.toSorted((left, right) => weight(right) - weight(left));
}

function keepEdges(whole: Picture, kept: readonly PictureEdge[]): Picture {
  const ends = new Set(kept.flatMap(({ from, to }) => [from, to]));
  const nodes = whole.nodes.filter(({ name }) => ends.has(name));
  const edges = kept.toSorted((left, right) => byText(left.from, right.from) || byText(left.to, right.to));
  const note = `Left out to stay readable: ${whole.nodes.length - nodes.length} of ${whole.nodes.length} boxes and ${
    whole.edges.length - edges.length
  } of ${whole.edges.length} arrows, the lightest first. Narrow with --root <package> or --focus <module>.`;
  return withNotes({ ...whole, nodes, edges }, [note]);
}

function withNotes(picture: Picture, notes: readonly string[]): Picture {
  return { ...picture, notes: [...picture.notes, ...notes] };
}
