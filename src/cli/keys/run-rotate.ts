import { badUsage } from "../../core/bad-usage.ts";
import { isoMoment } from "../../formats/attestations/audit-entry.ts";
import type { RegisteredKey } from "../../formats/attestations/key-registry.ts";
import { KeyBuilder } from "../../formats/attestations/registry-file.ts";
import type { KeysRotateOptions } from "../commands/keys/rotate.ts";
import { renderPretty } from "../coverage/render-page.ts";
import { exitCodes } from "../exit-code.ts";
import { withProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { actorOf } from "./actor.ts";
import { commitChange, finishInterrupted, requireNoJournal } from "./apply-change.ts";
import { describeRotation } from "./describe-rotation.ts";
import { encryptPrivateKey } from "./encrypt-private-key.ts";
import { handOver, type Recipient, recipientOf, requireRoom } from "./hand-over.ts";
import { makeKeyPair } from "./key-pair.ts";
import { findKeyPlace, type KeyPlace } from "./key-place.ts";
import { momentOf, present } from "./moment.ts";
import { readPassphrase } from "./passphrase.ts";
import { type KeyChange, planChange, requireAgreement } from "./plan-change.ts";
import {
  planRotation,
  type Rotation,
  registered,
  rotatedText,
  rotationSteps,
  type WantedRotation,
} from "./plan-rotation.ts";
import { readKeyFiles } from "./read-key-files.ts";
import { type KeysRotateOutput, KeysRotateOutput as Output } from "./rotate-output.ts";

/**
 * Makes a key, gives its encrypted private half away, and registers the public one. Everything that can go wrong does so before
 * the private key leaves; what goes wrong after that takes it back. Answers the exit code; throws BAD_USAGE.
 */
export async function runRotate(purpose: string, options: KeysRotateOptions, terminal: Terminal): Promise<number> {
  const recipient = recipientOf(options);
  const place = await findKeyPlace(options, terminal);
  const passphrase = await readPassphrase(options, terminal);
  const actor = actorOf(options.actor, terminal);
  await requireRoom(recipient, terminal);
  const finishedEarlier = options.dryRun === true ? await requireNoJournal(place) : await finishInterrupted(place);
  const files = await readKeyFiles(place);
  requireAgreement(files, place);
  const { keys } = files.registry;
  const rotation = planRotation(keys, wantedOf(purpose, options), place.settings);
  const now = present();
  if (rotation.key.until <= now) throw badUsage("--from: a key that began then signs no more today.");
  const pair = await withProgress(terminal, "Making a key …", () => makeKeyPair(options.algorithm));
  const key = registered(rotation, pair);
  const text = rotatedText(files.texts.registry, keys, rotation, key);
  const change = planChange(files, { steps: rotationSteps(rotation, key), actor, at: now }, text);
  if (options.dryRun !== true) {
    const pem = await encryptPrivateKey(pair.privateKey, passphrase);
    pair.privateKey.fill(0);
    await carryOut({ pem, recipient, place, change }, terminal, options.passphraseEnv);
  }
  const output = outputOf({ rotation, key, recipient, place, finishedEarlier, dryRun: options.dryRun === true });
  terminal.out(
    options.format === "json"
      ? `${JSON.stringify(output, null, 2)}\n`
      : renderPretty(describeRotation(output), terminal.color),
  );
  return exitCodes.clear;
}

function wantedOf(purpose: string, options: KeysRotateOptions): WantedRotation {
  const { id, from } = options;
  return { purpose, id, from: momentOf("--from", from), overlapMs: overlapOf(options), builder: builderOf(options) };
}

interface Work {
  readonly pem: string;
  readonly recipient: Recipient;
  readonly place: KeyPlace;
  readonly change: KeyChange;
}

async function carryOut(
  { pem, recipient, place, change }: Work,
  terminal: Terminal,
  secretName: string,
): Promise<void> {
  const given = await handOver(pem, recipient, terminal, [secretName]);
  try {
    await commitChange(place, change);
  } catch (error) {
    terminal.err(`lanekeeper: ${await given.undo()}\n`);
    throw error;
  }
  // From here on the key is registered, whatever happens: it must not be taken back.
  await finishInterrupted(place);
}

function overlapOf({ overlap }: KeysRotateOptions): number {
  const found = /^([0-9]{1,3})d$/.exec(overlap);
  if (found === null) throw badUsage("--overlap: write whole days, such as 14d.");
  return Number(found[1]) * 24 * 60 * 60_000;
}

function builderOf({ builder: id, level }: KeysRotateOptions): RegisteredKey["builder"] {
  if (id === undefined && level === undefined) return undefined;
  const parsed = KeyBuilder.safeParse({ id, level: Number(level) });
  if (parsed.success) return parsed.data;
  throw badUsage("Give --builder and --level together; a level is 1, 2 or 3.");
}

function outputOf(about: {
  readonly rotation: Rotation;
  readonly key: RegisteredKey;
  readonly recipient: Recipient;
  readonly place: KeyPlace;
  readonly finishedEarlier: boolean;
  readonly dryRun: boolean;
}): KeysRotateOutput {
  const { rotation, key, recipient, place, finishedEarlier, dryRun } = about;
  return Output.parse({
    schemaVersion: 1,
    ...{ dryRun, finishedEarlier },
    key: {
      ...{ id: key.id, purpose: key.purpose, algorithm: key.algorithm },
      fingerprint: dryRun ? null : key.fingerprint,
      publicKey: dryRun ? null : key.publicKey,
      ...{ from: isoMoment(key.from), until: isoMoment(key.until), builder: key.builder ?? null },
    },
    superseded: rotation.superseded.map(({ id, fingerprint, revoked }) => ({
      id,
      fingerprint,
      at: isoMoment(revoked.at),
    })),
    privateKey: { to: recipient.kind, file: recipient.kind === "file" ? recipient.path : null },
    registry: place.registry.shown,
    auditLog: place.auditLog.shown,
  });
}
