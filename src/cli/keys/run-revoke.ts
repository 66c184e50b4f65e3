import { Fault } from "../../core/fault.ts";
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
    if (key.revoked?.reason === "compromise") {
      throw new Fault("BAD_USAGE", `${id} is revoked as compromised already, which cannot be taken back.`, {
        retry: false,
      });
    }
    return {
      steps: [{ action: "revoke", key: { ...key, revoked } }],
      registryText: withRevocation(files.texts.registry, keys.indexOf(key), revoked),
    };
  });
}
