import { countOf, grouped } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { Ruling } from "../../core/verdict.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";
import type { BatchSizeFacts, BatchSizeSettings, ChangedFile } from "./model.ts";
import { linesOf, type Part, partsOf } from "./split.ts";

/** Compares the number of files and of changed lines with their limits. */
export function judgeBatchSize(settings: BatchSizeSettings, facts: BatchSizeFacts): Ruling {
  const isExcluded = matcherOf(settings.exclude);
  const counted = facts.files.filter((file) => !isExcluded(file.path));
  const size = { files: counted.length, lines: counted.reduce((sum, file) => sum + linesOf(file), 0) };
  const examined = { count: facts.files.length, of: "changed files" };
  const summary = summaryOf(settings, size, facts.files.length - counted.length);

  const findings = [
    ...(size.files > settings["max-files"] ? [tooManyFiles(settings, size, counted)] : []),
    ...(size.lines > settings["max-lines"] ? [tooManyLines(settings, size, counted)] : []),
  ];
  const [first, ...others] = findings;
  if (first === undefined) return { outcome: "passed", summary, examined, notes: [] };
  return { outcome: "failed", summary, examined, findings: [first, ...others], notes: [] };
}

interface Size {
  readonly files: number;
  readonly lines: number;
}

function summaryOf(settings: BatchSizeSettings, size: Size, excluded: number): string {
  const files = `${countOf(size.files, "file")} of at most ${grouped(settings["max-files"])}`;
  const lines = `${countOf(size.lines, "changed line")} of at most ${grouped(settings["max-lines"])}`;
  return `${files}, ${lines}${excluded === 0 ? "" : `; ${countOf(excluded, "excluded file")} not counted`}.`;
}

function tooManyFiles(settings: BatchSizeSettings, size: Size, files: readonly ChangedFile[]): Finding {
  const limit = settings["max-files"];
  const parts = partsOf(files).toSorted((a, b) => b.files - a.files);
  return {
    rule: "too-many-files",
    what: `The change touches ${countOf(size.files, "file")}; at most ${grouped(limit)} fit into one review.`,
    why: "Reviewers skim what they cannot hold in their heads, and mistakes get through.",
    fix: splitAdvice(Math.ceil(size.files / limit), parts),
    trace: shorten(parts.map(partLine)),
  };
}

function tooManyLines(settings: BatchSizeSettings, size: Size, files: readonly ChangedFile[]): Finding {
  const limit = settings["max-lines"];
  const largest = files.toSorted((a, b) => linesOf(b) - linesOf(a));
  return {
    rule: "too-many-lines",
    what: `The change adds and deletes ${countOf(size.lines, "line")}; at most ${grouped(limit)} fit into one review.`,
    why: "Reviewers skim what they cannot hold in their heads, and mistakes get through.",
    fix: splitAdvice(Math.ceil(size.lines / limit), partsOf(files)),
    trace: shorten(largest.map(fileLine)),
  };
}

function splitAdvice(pullRequests: number, parts: readonly Part[]): string {
  const generated = "Files that a tool writes can be excluded in the configuration.";
  const atLeast = `Split it into at least ${grouped(Math.max(2, pullRequests))} pull requests`;
  const [first, second] = parts;
  if (first === undefined || second === undefined) {
    return `${atLeast}, each a step that makes sense alone. ${generated}`;
  }
  return `${atLeast}. Begin with ${nameOf(first)} and keep ${nameOf(second)} for another. ${generated}`;
}

const maxTraceLines = 10;

function shorten(lines: readonly string[]): readonly string[] {
  if (lines.length <= maxTraceLines) return lines;
  return [...lines.slice(0, maxTraceLines), `and ${grouped(lines.length - maxTraceLines)} more`];
}

function partLine(part: Part): string {
  return `${nameOf(part)}: ${countOf(part.files, "file")}, ${countOf(part.lines, "line")}`;
}

function nameOf({ folder }: Part): string {
  return folder === "" || !folder.endsWith("/") ? "the files at the top" : folder;
}

function fileLine(file: ChangedFile): string {
  return file.binary ? `${file.path}: binary` : `${file.path}: +${grouped(file.added)} -${grouped(file.deleted)}`;
}
