import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault } from "../../core/fault.ts";
import { languages } from "../../formats/imports/languages.ts";
import { type GitDirectory, openClone } from "../../git/clone.ts";
import type { GraphOptions } from "../commands/graph.ts";
import { withProgress } from "../progress.ts";
import { requireMergeBase } from "../require-merge-base.ts";
import type { Terminal } from "../terminal.ts";
import { chooseView } from "./choose-view.ts";
import { readLanguage } from "./read-language.ts";
import { readMaps } from "./read-maps.ts";
import { renderView } from "./render-view.ts";

/** Prints what the options ask of the import graph. Files that could not be read are told on standard error. */
export async function printGraph(options: GraphOptions, terminal: Terminal): Promise<void> {
  const clone = await openClone(resolve(terminal.cwd, options.repo));
  const language = await languages[options.language]?.();
  if (language !== undefined) {
    const { graph, unread } = await withProgress(terminal, "Reading imports …", () =>
      readLanguage(options, clone, language),
    );
    return give(options, terminal, `${JSON.stringify(graph)}\n`, unread);
  }
  const commits = await chooseCommits(options, clone);
  const maps = await withProgress(terminal, "Reading imports …", () => readMaps(clone, commits));
  const view = chooseView(options, commits.head, maps);
  const { head, base } = commits;
  const text = await withProgress(terminal, "Drawing …", async () =>
    renderView(options, view, options.diff === undefined ? { head } : { head, base }),
  );
  return give(options, terminal, text, [...maps.head.unread, ...maps.base.unread]);
}

async function give(options: GraphOptions, terminal: Terminal, text: string, unread: readonly string[]): Promise<void> {
  for (const place of new Set(unread)) terminal.err(`Not fully read: ${JSON.stringify(place)}\n`);
  if (options.output === undefined) terminal.out(text);
  else await writeResult(resolve(terminal.cwd, options.output), text);
}

/** A pull request adds and removes what differs from the place where it started, whatever its base did since. */
async function chooseCommits(options: GraphOptions, clone: GitDirectory) {
  const head = await clone.resolve(options.ref);
  if (options.diff === undefined) return { base: head, head };
  const tip = await clone.resolve(options.diff);
  return { base: await requireMergeBase(clone, tip, head, { baseName: options.diff, headName: options.ref }), head };
}

async function writeResult(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new Fault("BAD_USAGE", `${file} cannot be written.`, { cause, retry: false });
  }
}
