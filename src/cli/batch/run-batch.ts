import { resolve } from "node:path";
import { z } from "zod";
import { badUsage } from "../../core/bad-usage.ts";
import { configurationPath } from "../../core/configuration-path.ts";
import { dayOf } from "../../core/day.ts";
import type { Gate } from "../../core/gate.ts";
import type { RepositorySource } from "../../core/repository.ts";
import { derivations } from "../../engine/derivations.ts";
import { knownOwners } from "../../engine/known-owners.ts";
import { BatchFigures } from "../../gates/batch-size/split/batch.ts";
import { type GitDirectory, openClone } from "../../git/clone.ts";
import { openDeskCache } from "../../git/desk-cache.ts";
import { openRepositorySource } from "../../git/source.ts";
import { defaultBase } from "../check/default-base.ts";
import { type DeskChange, deskAttestations } from "../check/desk-attestations.ts";
import { readConfigurationFile } from "../check/read-configuration-file.ts";
import { reportFiles } from "../check/report-files.ts";
import type { BatchOptions } from "../commands/batch.ts";
import { type ConfiguredGate, configuredGate } from "../configured-gate.ts";
import { exitCodes } from "../exit-code.ts";
import { withProgress } from "../progress.ts";
import { requireMergeBase } from "../require-merge-base.ts";
import type { Terminal } from "../terminal.ts";
import { BatchOutput } from "./batch-output.ts";
import { describeBatches } from "./describe-batches.ts";

/** Prints how the change of a clone can be split, and returns the exit code. */
export async function runBatch(options: BatchOptions, terminal: Terminal): Promise<number> {
  const clone = await openClone(resolve(terminal.cwd, options.repo));
  const output = await withProgress(terminal, "Listing the change …", () => splitChange(options, terminal, clone));
  const json = options.format === "json";
  terminal.out(json ? `${JSON.stringify(output, null, 2)}\n` : describeBatches(output, terminal.color));
  return output.exitCode;
}

async function splitChange(options: BatchOptions, terminal: Terminal, clone: GitDirectory): Promise<BatchOutput> {
  const baseName = options.base ?? (await defaultBase(clone));
  const [base, head] = await Promise.all([clone.resolve(baseName), clone.resolve(options.head)]);
  const file =
    options.config === undefined
      ? await clone.fileAt(base, configurationPath)
      : await readConfigurationFile(options.config, terminal.cwd);
  const configured = configuredGate("batch-size", file, options.config ?? configurationPath);
  const settings = settingsWith(options, configured.gate, configured.settings);
  const names = { baseName, headName: options.head };
  const mergeBase = await requireMergeBase(clone, base, head, names);
  const cache = openDeskCache(clone.commonDir);
  try {
    const deriving = derivations(cache, {});
    const repository = openRepositorySource(clone, { mergeBase, head, baseTip: base, deriving });
    const figures = await figuresOf(configured, settings, repository, { clone, head, ...names });
    const { complete } = await repository.changes();
    const limits = { maxFiles: settings["max-files"], maxLines: settings["max-lines"] };
    const exitCode = exitCodeOf(figures, complete);
    return BatchOutput.parse({ schemaVersion: 1, exitCode, mergeBase, head, limits, complete, ...figures });
  } finally {
    cache.close();
  }
}

const Limits = z.looseObject({ "max-files": z.int(), "max-lines": z.int() });

/** The settings of the configuration, or the gate's own, with the limits that were named on the command line. */
function settingsWith({ maxFiles, maxLines }: BatchOptions, gate: Gate, written: unknown): z.output<typeof Limits> {
  return Limits.parse(
    gate.settings.parse({
      ...z.record(z.string(), z.unknown()).parse(written ?? {}),
      ...(maxFiles === undefined ? {} : { "max-files": maxFiles }),
      ...(maxLines === undefined ? {} : { "max-lines": maxLines }),
    }),
  );
}

async function figuresOf(
  { gate, configured }: ConfiguredGate,
  settings: unknown,
  repository: RepositorySource,
  { baseName, ...change }: DeskChange & { readonly baseName: string },
): Promise<BatchFigures> {
  const now = Date.now();
  const judged = await gate.run(settings, {
    subject: { kind: "local", baseRef: baseName, headRef: change.headName },
    repository,
    evidence: reportFiles({ head: [], base: [], directory: "." }),
    attestations: deskAttestations(change),
    today: dayOf(now),
    now,
    ...knownOwners(configured, { repository, now }, { onFault: "unproven" }),
  });
  if (judged.kind === "ruling") return BatchFigures.parse(judged.figures?.());
  throw badUsage(judged.because);
}

function exitCodeOf({ batches }: BatchFigures, complete: boolean): number {
  if (!complete) return exitCodes.undecided;
  return batches.length > 1 ? exitCodes.blocked : exitCodes.clear;
}
