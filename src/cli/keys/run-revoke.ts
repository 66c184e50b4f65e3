import { badUsage } from "../../core/bad-usage.ts";
import type { RegisteredKey } from "../../formats/attestations/key-registry.ts";
import { momentText } from "../../gates/attestations/keys/texts.ts";
import type { KeysRevokeOptions } from "../commands/keys/revoke.ts";
import type { Terminal } from "../terminal.ts";
import { changeKeys } from "./change-keys.ts";
import { momentOf } from "./moment.ts";
import { keyNamed, requireAgreement } from "./plan-change.ts";
import { withRevocation } from "./registry-text.ts";

/** Writes into the registry that a key signs no more, and why. Answers the exit code; throws BAD_USAGE. */
export async function runRevoke(id: string, options: KeysRevokeOptions, terminal: Terminal): Promise<number> {
  const revoked = { at: momentOf("--at", options.at), reason: options.reason };
  return changeKeys(options, terminal, (files, place) => {
    requireAgreement(files, place);
    const { keys } = files.registry;
    const key = keyNamed(id, keys);
    requireStronger(key, revoked);
    return {
      steps: [{ action: "revoke", key: { ...key, revoked } }],
      registryText: withRevocation(files.texts.registry, keys.indexOf(key), revoked),
    };
  });
}

/** Throws BAD_USAGE for what would take an earlier revocation back. */
function requireStronger({ id, revoked: before }: RegisteredKey, now: NonNullable<RegisteredKey["revoked"]>): void {
  if (before === undefined) return;
  if (before.reason === "superseded" && (now.reason === "compromise" || now.at < before.at)) return;
  const message = `${id} is revoked already, as ${before.reason} from ${momentText(before.at)} on, which cannot be taken back.`;
  throw badUsage(message);
}
