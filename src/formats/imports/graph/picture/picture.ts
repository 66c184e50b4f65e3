import type { Change, ModuleMap } from "./module-map.ts";
import type { Separator } from "./module-name.ts";

/** A box: a module, or a package with all that is inside it. */
export interface PictureNode {
  readonly name: string;
  /** How many modules it stands for. */
  readonly modules: number;
  readonly change: Change;
  /** What the picture is about. */
  readonly inFocus: boolean;
}

/** An arrow from importer to imported, with the number of imports that it stands for. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly kept: number;
  readonly added: number;
  readonly removed: number;
}

/** What a renderer draws, the same in every format. All order is settled. */
export interface Picture {
  readonly title: string;
  /** What a reader has to know: what was left out and how to see it. */
  readonly notes: readonly string[];
  /** Two commits are compared. */
  readonly compared: boolean;
  /** In the names of boxes. */
  readonly separator: Separator;
  /** Arrows stand for more than one import, so that their numbers are of interest. */
  readonly collapsed: boolean;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** What shall be drawn, before anything is collapsed to make it fit. */
export interface View {
  readonly title: string;
  readonly notes: readonly string[];
  readonly map: ModuleMap;
  /** Modules or packages that the picture is about. */
  readonly focus: readonly string[];
  /** Everything but the focus is drawn as top-level packages. */
  readonly lanes: boolean;
}

/** How an arrow is coloured. `changed` has imports that were there before, and others that came or went. */
export type EdgeState = Change | "changed";

export function edgeState({ kept, added, removed }: PictureEdge): EdgeState {
  if (added === 0 && removed === 0) return "kept";
  if (kept > 0 || (added > 0 && removed > 0)) return "changed";
  return added > 0 ? "added" : "removed";
}

/** The text beside an arrow; empty where it would say nothing. Changes are told by sign, not by colour alone. */
export function edgeLabel(picture: Picture, { kept, added, removed }: PictureEdge): string {
  const parts = [
    ...(picture.collapsed && kept > 0 ? [String(kept)] : []),
    ...(added > 0 ? [`+${added}`] : []),
    ...(removed > 0 ? [`−${removed}`] : []),
  ];
  return parts.join(" ");
}

/** The second line of a box; empty for a single module that is as it was. */
export function nodeRemark({ modules, change }: PictureNode): string {
  const count = modules > 1 ? [`${modules} modules`] : [];
  return [...count, ...(change === "kept" ? [] : [change])].join(", ");
}
