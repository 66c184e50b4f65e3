import { countOf, grouped } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { Ruling } from "../../core/verdict.ts";
import { manyFiles, manyLines, tooLargeToEvaluate } from "./findings.ts";
import { type Measured, measure } from "./measure.ts";
import type { BatchSizeFacts, BatchSizeSettings } from "./model.ts";

/** Compares the number of files and of changed lines with their limits. */
export function judgeBatchSize(settings: BatchSizeSettings, facts: BatchSizeFacts): Ruling {
  const examined = { count: facts.files.length, of: "changed files" };
  if (!facts.complete) {
    const summary = `More than ${countOf(facts.files.length, "file")}: too large to evaluate.`;
    return { outcome: "failed", summary, examined, findings: [tooLargeToEvaluate(facts)], notes: [] };
  }
  const measured = measure(settings, facts);
  const summary = summaryOf(settings, measured);
  const [first, ...others] = findingsOf(settings, measured);
  const notes = notesOf(settings, measured);
  if (first === undefined) return { outcome: "passed", summary, examined, notes };
  return { outcome: "failed", summary, examined, findings: [first, ...others], notes };
}

function findingsOf(settings: BatchSizeSettings, measured: Measured): readonly Finding[] {
  return [
    ...(measured.files > settings["max-files"] ? [manyFiles(settings, measured)] : []),
    ...(measured.lines > settings["max-lines"] ? [manyLines(settings, measured)] : []),
  ];
}

/** What is not too large yet. */
function notesOf(settings: BatchSizeSettings, measured: Measured): readonly Finding[] {
  const isNear = (size: number, warn: number | undefined, max: number) =>
    warn !== undefined && size >= warn && size <= max;
  return [
    ...(isNear(measured.files, settings["warn-files"], settings["max-files"]) ? [manyFiles(settings, measured)] : []),
    ...(isNear(measured.lines, settings["warn-lines"], settings["max-lines"]) ? [manyLines(settings, measured)] : []),
  ];
}

function summaryOf(settings: BatchSizeSettings, measured: Measured): string {
  const files = `${countOf(measured.files, "file")} of at most ${grouped(settings["max-files"])}`;
  const lines = `${countOf(measured.lines, "changed line")} of at most ${grouped(settings["max-lines"])}`;
  const left = [
    ...(measured.excluded === 0 ? [] : [countOf(measured.excluded, "excluded file")]),
    ...(measured.generated === 0 ? [] : [countOf(measured.generated, "generated file")]),
  ];
  return `${files}, ${lines}${left.length === 0 ? "" : `; ${left.join(" and ")} not counted`}.`;
}
