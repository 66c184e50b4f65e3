import type { GitDirectory } from "../../git/clone.ts";
import type { GraphOptions } from "../commands/graph.ts";
import { withProgress } from "../progress.ts";
import { requireMergeBase } from "../require-merge-base.ts";
import type { Terminal } from "../terminal.ts";
import { chooseView } from "./choose-view.ts";
import type { GraphText } from "./graph-text.ts";
import { type MapReader, readMaps } from "./read-maps.ts";
import { renderView } from "./render-view.ts";

/** What the options ask of an import graph, drawn or listed. */
export async function drawnGraph(
  options: GraphOptions,
  clone: GitDirectory,
  readMap: MapReader,
  terminal: Terminal,
): Promise<GraphText> {
  const commits = await chooseCommits(options, clone);
  const maps = await withProgress(terminal, "Reading imports …", () => readMaps(clone, commits, readMap));
  const view = chooseView(options, commits.head, maps);
  const { head, base } = commits;
  const text = await withProgress(terminal, "Drawing …", async () =>
    renderView(options, view, options.diff === undefined ? { head } : { head, base }),
  );
  return { text, unread: [...maps.head.unread, ...maps.base.unread] };
}

/** A pull request adds and removes what differs from the place where it started, whatever its base did since. */
async function chooseCommits(options: GraphOptions, clone: GitDirectory) {
  const head = await clone.resolve(options.ref);
  if (options.diff === undefined) return { base: head, head };
  const tip = await clone.resolve(options.diff);
  return { base: await requireMergeBase(clone, tip, head, { baseName: options.diff, headName: options.ref }), head };
}
