import type { Configuration } from "../config/configuration.ts";
import { configurationPath } from "../core/configuration-path.ts";
import type { Gate, Sources } from "../core/gate.ts";
import type { OverlapSource } from "../core/pull-request-overlaps.ts";
import type { GateReport, Report } from "../core/report.ts";
import { type Blob, isSameBlob } from "../core/repository.ts";
import { applyOverrides, type StandingOverride } from "./apply-overrides.ts";
import { type EvaluateOptions, evaluate, reportOn } from "./evaluate.ts";
import { judgeConfiguration, type ReadConfiguration, readConfiguration } from "./judge-configuration.ts";
import { judgedOverlaps } from "./judged-overlaps.ts";
import { knownOwners } from "./known-owners.ts";
import { configurationGateId } from "./overall.ts";
import { previewNotes } from "./preview.ts";
import { remember } from "./remember.ts";

/** The configuration file as it is in the two commits. */
export interface ConfigurationFiles {
  /** What findings call it; `.github/lanekeeper.yml` when left out. */
  readonly path?: string;
  /** In the base branch's tip. It decides. */
  readonly onBase: Blob;
  /** In the head commit. It is previewed when the change edits it, and never applied. */
  readonly onHead: Blob;
}

export interface JudgeChangeOptions extends EvaluateOptions {
  /** Every gate there is; the configuration picks from these. */
  readonly gates: readonly Gate[];
  /** Who owns what comes from the configuration. */
  readonly sources: Omit<Sources, "owners">;
  /** The commit whose configuration counts: the tip of the base branch. */
  readonly base: string;
  readonly files: ConfigurationFiles;
  /** Findings that people have let pass; none when left out. */
  readonly overrides?: readonly StandingOverride[];
  /** Run only these of the configured gates. */
  readonly only?: readonly string[];
  /** Run all configured gates but these. */
  readonly without?: readonly string[];
}

/**
 * Judges one change by the configuration of its base. The first verdict is about the configuration itself; without
 * a readable one no gate runs. A change that edits the configuration also gets a preview of what the new one says.
 */
export async function judgeChange(options: JudgeChangeOptions): Promise<Report> {
  const { overlaps: source, ...others } = remember(options.sources);
  const judged = source === undefined ? undefined : judgedOverlaps(source);
  const path = options.files.path ?? configurationPath;
  const onBase = readConfiguration(options.files.onBase, options.gates, path);
  const serving = onBase.kind === "configuration" ? onBase.configuration : await lastReadable(onBase, options, others);
  const owners = knownOwners(serving?.gates ?? [], others, options);
  const sources: Sources = { ...withOverlaps(others, judged?.source), ...owners };
  const current = serving?.gates.filter(chosenBy(options)) ?? [];
  const gateReports = await evaluate(current, sources, options);

  const about: Pick<GateReport, "gate" | "title" | "mode"> = {
    gate: configurationGateId,
    title: "Configuration",
    mode: "enforce",
  };
  const configurationReport = await reportOn(about, options, async () => {
    const facts = { path, onBase, hasStandIn: serving !== undefined && onBase.kind !== "configuration" };
    if (!(await isEdited(options.files, path, sources))) return judgeConfiguration(facts);
    const onHead = readConfiguration(options.files.onHead, options.gates, path);
    const next = onHead.kind === "configuration" ? onHead.configuration.gates.filter(chosenBy(options)) : undefined;
    const previewed = { ...withOverlaps(others, judged?.answered()), ...owners };
    const evaluateAgain = (gates: typeof current) => evaluate(gates, previewed, options);
    const notes = next === undefined ? [] : await previewNotes(path, { current, gateReports, next, evaluateAgain });
    return judgeConfiguration({ ...facts, edit: { onHead, notes } });
  });
  return {
    subject: sources.subject,
    base: options.base,
    mergeBase: sources.repository.mergeBase,
    head: sources.repository.head,
    // What the preview compares is what gates say of themselves.
    gates: [configurationReport, ...gateReports.map((gate) => applyOverrides(gate, options.overrides ?? []))],
  };
}

function withOverlaps(sources: Sources, overlaps: OverlapSource | undefined): Sources {
  return overlaps === undefined ? sources : { ...sources, overlaps };
}

/** So many versions of the file are looked at for one that can be read. */
const maxVersions = 20;

/**
 * What stands in for a configuration of the base that cannot be read: the last one on its first parents that could. Its
 * gates run, and the verdict about the configuration fails all the same. A deleted file has no stand-in.
 */
async function lastReadable(
  onBase: ReadConfiguration,
  { gates, files }: JudgeChangeOptions,
  { repository }: Pick<Sources, "repository">,
): Promise<Configuration | undefined> {
  // A file of the user's own disk has no history.
  if (onBase.kind !== "invalid" || files.path !== undefined) return undefined;
  for (const version of await repository.history.versions(configurationPath, maxVersions)) {
    const read = readConfiguration(version, gates, configurationPath);
    if (read.kind === "configuration") return read.configuration;
  }
  return undefined;
}

function chosenBy({ only, without }: JudgeChangeOptions): (configured: { readonly gate: Gate }) => boolean {
  return ({ gate }) => (only === undefined || only.includes(gate.id)) && without?.includes(gate.id) !== true;
}

/**
 * Whether the change itself edits the file. A head that merely lags behind the base has another file, too, and must
 * not be blamed for it.
 */
async function isEdited(files: ConfigurationFiles, path: string, sources: Sources): Promise<boolean> {
  if (isSameBlob(files.onBase, files.onHead)) return false;
  const changes = await sources.repository.changes();
  const touched = changes.items.some(
    (change) => change.path === path || (change.status !== "added" && change.before.path === path),
  );
  return touched || !changes.complete;
}
