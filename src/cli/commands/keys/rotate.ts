import { Command, Option } from "commander";
import type { ChangeOptions } from "../../keys/change-keys.ts";
import type { PassphraseOptions } from "../../keys/passphrase.ts";
import type { Terminal } from "../../terminal.ts";
import { withChangeOptions } from "./key-options.ts";

const newKeyAlgorithms = ["ecdsa-p256", "ecdsa-p384", "ed25519", "rsa-3072", "rsa-4096"] as const;
export type NewKeyAlgorithm = (typeof newKeyAlgorithms)[number];

export interface KeysRotateOptions extends ChangeOptions, PassphraseOptions {
  readonly privateKey?: string;
  readonly privateKeyToCommand?: string;
  readonly algorithm: NewKeyAlgorithm;
  readonly id?: string;
  readonly from?: string;
  readonly overlap: string;
  readonly builder?: string;
  readonly level?: string;
}

const details = `
Makes a key pair. The private key is encrypted as cosign does it, so that cosign sign --key takes it, and
goes to a new file of mode 0600 or to a command's standard input: never to standard output, and never
over another file. The public key goes in front of the registry, whose comments stay, and one entry a
change into the audit log. Keys of the same purpose sign on for the overlap, and then no more.

Nothing is changed when the registry was changed without an entry, or the audit log is broken. A change
that is interrupted is finished by the next command that changes something.

json: config/keys-rotate-output.schema.json describes it. The private key is in no output.

Examples:
  lanekeeper keys rotate release --private-key release.key --dry-run
  lanekeeper keys rotate release --private-key-to-command "vault kv put secret/release key=-" --passphrase-file pass
  COSIGN_PASSWORD=… lanekeeper keys rotate release --private-key release.key`;

export function keysRotateCommand(terminal: Terminal): Command {
  return withChangeOptions(new Command("rotate").description("make a new key for a purpose, the first one or the next"))
    .argument("<purpose>", "what the key signs, as the policy calls it")
    .option("--private-key <file>", "the new file for the encrypted private key")
    .option("--private-key-to-command <line>", "a shell's line that reads the encrypted private key")
    .option("--passphrase-env <name>", "the variable that has the passphrase", "COSIGN_PASSWORD")
    .option("--passphrase-file <file>", "a file with the passphrase, instead")
    .addOption(new Option("--algorithm <name>", "which kind of key").choices(newKeyAlgorithms).default("ecdsa-p256"))
    .option("--id <name>", "what the key is called (default: the purpose and the day)")
    .option("--from <moment>", "when it begins to sign, such as 2027-01-31T12:00:00Z (default: now)")
    .option("--overlap <days>", "how long earlier keys sign on", "14d")
    .option("--builder <id>", "the hosted builder that holds the key (default: that of the key before)")
    .option("--level <n>", "the SLSA Build level that you assert of the builder")
    .addHelpText("after", details)
    .action(async (purpose: string, options: KeysRotateOptions) => {
      const { runRotate } = await import("../../keys/run-rotate.ts");
      terminal.exitWith(await runRotate(purpose, options, terminal));
    });
}
