import type { Page } from "../coverage/page.ts";
import { renderPretty } from "../coverage/render-page.ts";
import { exitCodes } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { actorOf } from "./actor.ts";
import { applyChange, finishInterrupted, requireNoJournal } from "./apply-change.ts";
import { type KeysChangeOutput, KeysChangeOutput as Output } from "./change-output.ts";
import { describeChange } from "./describe-change.ts";
import { findKeyPlace, type KeyPlace, type KeyPlaceOptions } from "./key-place.ts";
import { present } from "./moment.ts";
import { type KeyStep, planChange } from "./plan-change.ts";
import { type KeyFiles, readKeyFiles } from "./read-key-files.ts";

export interface ChangeOptions extends KeyPlaceOptions {
  readonly actor?: string;
  readonly dryRun?: true;
  readonly format: "pretty" | "json";
}

/** What is to be done, and the registry in which it is; undefined where its text cannot be edited. */
export interface WantedChange {
  readonly steps: readonly KeyStep[];
  readonly registryText: string | undefined;
}

/** Carries out what `want` makes of the files, and prints it. Nothing to do is no change. Throws BAD_USAGE. */
export async function changeKeys(
  options: ChangeOptions,
  terminal: Terminal,
  want: (files: KeyFiles, place: KeyPlace) => WantedChange,
): Promise<number> {
  const place = await findKeyPlace(options, terminal);
  const actor = actorOf(options.actor, terminal);
  const dryRun = options.dryRun === true;
  const finishedEarlier = dryRun ? await requireNoJournal(place) : await finishInterrupted(place);
  const files = await readKeyFiles(place);
  const { steps, registryText } = want(files, place);
  if (steps.length > 0) {
    const change = planChange(files, { steps, actor, at: present() }, registryText);
    if (!dryRun) await applyChange(place, change);
  }
  const output: KeysChangeOutput = Output.parse({
    schemaVersion: 1,
    ...{ dryRun, finishedEarlier },
    entries: steps.map(({ action, key }) => ({ action, id: key.id, fingerprint: key.fingerprint })),
    registry: place.registry.shown,
    auditLog: place.auditLog.shown,
  });
  const page: Page = describeChange(output);
  terminal.out(options.format === "json" ? `${JSON.stringify(output, null, 2)}\n` : renderPretty(page, terminal.color));
  return exitCodes.clear;
}
