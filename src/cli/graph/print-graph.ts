import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { languages } from "../../formats/imports/languages.ts";
import { openClone } from "../../git/clone.ts";
import type { GraphOptions } from "../commands/graph.ts";
import type { Terminal } from "../terminal.ts";
import { asksForView, type GraphText } from "./graph-text.ts";
import type { MapReader } from "./read-maps.ts";

/** Prints what the options ask of the import graph. Files that could not be read are told on standard error. */
export async function printGraph(options: GraphOptions, terminal: Terminal): Promise<void> {
  const { text, unread } = await graphText(options, terminal);
  for (const place of new Set(unread)) terminal.err(`Not fully read: ${JSON.stringify(place)}\n`);
  if (options.output === undefined) terminal.out(text);
  else await writeResult(resolve(terminal.cwd, options.output), text);
}

/** What draws pictures takes as long to load as many graphs to read, so a list does without. */
async function graphText(options: GraphOptions, terminal: Terminal): Promise<GraphText> {
  // Git looks for the clone while modules are loaded.
  const opening = openClone(resolve(terminal.cwd, options.repo));
  opening.catch(() => undefined);
  const load = languages[options.language];
  if (load !== undefined && isBareList(options)) {
    const [{ listedGraph }, language] = [await import("./listed-graph.ts"), await load()];
    return listedGraph(options, await opening, language, terminal);
  }
  const { drawnGraph } = await import("./drawn-graph.ts");
  return drawnGraph(options, await opening, await mapReader(options), terminal);
}

function isBareList(options: GraphOptions): boolean {
  return options.format === "json" && options.root === undefined && !asksForView(options);
}

async function mapReader({ language }: GraphOptions): Promise<MapReader> {
  const load = languages[language];
  if (load === undefined) return (await import("./read-python.ts")).readPython;
  const { sourcesReader } = await import("./read-sources.ts");
  return sourcesReader(await load());
}

async function writeResult(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw badUsage(`${file} cannot be written.`, cause);
  }
}
