import type { RegisteredKey } from "../../../formats/attestations/key-registry.ts";
import { readKeys } from "../keys/read-keys.ts";
import type { AttestationSettings } from "../model.ts";
import { modulesOf } from "../policy.ts";
import { type FileRead, unlistedText } from "./base-file.ts";

export type Keys =
  | { readonly kind: "keys"; readonly keys: readonly RegisteredKey[] }
  | { readonly kind: "unavailable"; readonly because: string };

/** The keys of the base's registry; none are needed where only certificates sign. */
export async function registeredKeys(
  settings: AttestationSettings,
  file: (path: string) => Promise<FileRead>,
): Promise<Keys> {
  const wanted = new Set(modulesOf(settings).flatMap(({ signer }) => signer?.keys ?? []));
  if (wanted.size === 0) return { kind: "keys", keys: [] };
  const read = await readKeys(settings.keys, file);
  switch (read.kind) {
    case "missing":
      return unavailable(`The registry of keys ${read.path} is not on the base. Add it: lanekeeper keys rotate.`);
    case "unlisted":
      return unavailable(`The registry of keys ${read.path} was not found: ${unlistedText}.`);
    case "broken": {
      const [{ at, what }] = read.problems;
      return unavailable(
        `The registry of keys ${read.path} cannot be read: line ${at.line}, column ${at.column}: ${what}`,
      );
    }
    case "unrecorded": {
      const [{ what }] = read.flaws;
      return unavailable(`No key counts, since the registry and its audit log ${read.path} do not agree: ${what}`);
    }
    case "keys": {
      const { keys } = read.registry;
      const absent = [...wanted].filter((purpose) => !keys.some((key) => key.purpose === purpose));
      if (absent.length === 0) return { kind: "keys", keys };
      return unavailable(`The registry of keys ${settings.keys.registry} has no key for ${absent.join(", ")}.`);
    }
  }
}

function unavailable(because: string): Keys {
  return { kind: "unavailable", because };
}
