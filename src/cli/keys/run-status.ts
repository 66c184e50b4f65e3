import { badUsage } from "../../core/bad-usage.ts";
import { isoMoment } from "../../formats/attestations/audit-entry.ts";
import type { RegisteredKey } from "../../formats/attestations/key-registry.ts";
import { agesOf, type KeyAges } from "../../gates/attestations/keys/settings.ts";
import { ageInDays, endOf, keyStateAt, signs } from "../../gates/attestations/keys/states.ts";
import { keysOfPurposes } from "../../gates/attestations/keys/succession.ts";
import type { KeysStatusOptions } from "../commands/keys/status.ts";
import { renderPretty } from "../coverage/render-page.ts";
import { exitCodes } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { describeStatus, isEnded } from "./describe-status.ts";
import { findKeyPlace } from "./key-place.ts";
import { momentOf } from "./moment.ts";
import { readKeyTexts, registryOf } from "./read-key-files.ts";
import { type KeysStatusOutput, KeysStatusOutput as Output, type ShownKey } from "./status-output.ts";

/** Prints how old every key is and what it may sign. Answers the exit code; throws BAD_USAGE. */
export async function runStatus(options: KeysStatusOptions, terminal: Terminal): Promise<number> {
  const place = await findKeyPlace(options, terminal);
  const texts = await readKeyTexts(place);
  if (texts.registry === "") {
    throw badUsage(
      `There is no ${place.registry.shown}. To begin one: lanekeeper keys rotate <purpose> --private-key <file>.`,
    );
  }
  const { keys } = registryOf(texts, place);
  const moment = momentOf("--at", options.at);
  const ages = agesOf(place.settings);
  const output = outputOf(keys, ages, moment, place.registry.shown);
  terminal.out(
    options.format === "json"
      ? `${JSON.stringify(output, null, 2)}\n`
      : renderPretty(describeStatus(output), terminal.color),
  );
  return output.exitCode;
}

function outputOf(keys: readonly RegisteredKey[], ages: KeyAges, moment: number, registry: string): KeysStatusOutput {
  const purposes = keysOfPurposes(keys, ages, moment).map((key) => {
    const state = keyStateAt(key, ages, moment);
    return { purpose: key.purpose, key: key.id, state, signs: signs(state) };
  });
  // Where there is no purpose, nobody signs either. One that was ended on purpose needs no key.
  const isClear = purposes.some((one) => one.signs) && purposes.every((one) => one.signs || isEnded(one));
  return Output.parse({
    schemaVersion: 1,
    exitCode: isClear ? exitCodes.clear : exitCodes.blocked,
    at: isoMoment(moment),
    registry,
    keys: keys.map((key) => shownKey(key, ages, moment)),
    purposes,
  });
}

function shownKey(key: RegisteredKey, ages: KeyAges, moment: number): ShownKey {
  const { id, purpose, fingerprint, algorithm, from, until, builder, revoked, line } = key;
  return {
    ...{ id, purpose, fingerprint, algorithm, line },
    state: keyStateAt(key, ages, moment),
    ageDays: ageInDays(key, moment),
    from: isoMoment(from),
    until: isoMoment(until),
    signsUntil: isoMoment(endOf(key, ages)),
    builder: builder ?? null,
    revoked: revoked === undefined ? null : { at: isoMoment(revoked.at), reason: revoked.reason },
  };
}
