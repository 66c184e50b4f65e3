import { Command, Option } from "commander";
import { collect } from "../../collect.ts";
import type { Terminal } from "../../terminal.ts";

export interface AttestVerifyOptions {
  readonly bundle: readonly string[];
  readonly identity?: string;
  readonly identityPattern?: string;
  readonly issuer?: string;
  readonly key?: string;
  readonly trustedRoot?: string;
  readonly type?: string;
  readonly repo?: string;
  readonly ref?: string;
  readonly commit?: string;
  readonly builder?: string;
  readonly level?: string;
  readonly format: "pretty" | "json";
}

const details = `
The artifact is a file, or the digest of one as sha256:<64 hex digits>. Its bytes have to be what is
signed, or a subject of the in-toto statement that is. Who must have signed is named: either an
identity with its issuer, which a certificate vouches for, or a public key. Everything is compared
exactly; an option that is left out is not asked for. Nothing is fetched: the roots are those that
are built in, or the --trusted-root.

A bundle is a *.sigstore.json, a DSSE envelope, or a *.jsonl with one a line. Of several, one has to hold.

Ends with 1 unless all holds, and with 2 when the command line is wrong.

json has every step: config/attest-verify-output.schema.json describes it.

Examples:
  lanekeeper attest verify dist/core-1.0.whl --bundle core.sigstore.json --repo acme/widgets
      --identity https://github.com/acme/widgets/.github/workflows/release.yml@refs/heads/main
      --issuer https://token.actions.githubusercontent.com
  lanekeeper attest verify core.tgz --bundle core.intoto.jsonl --key cosign.pub`;

export function attestVerifyCommand(terminal: Terminal): Command {
  return new Command("verify")
    .description("verify that an artifact is what was signed, by whom and from what source")
    .argument("<artifact>", "a file, or sha256:<hex>")
    .requiredOption("--bundle <file>", "what attests it: one bundle, or several, one a line; may be repeated", collect)
    .option("--identity <identity>", "who must have signed, exactly as the certificate says")
    .option("--identity-pattern <pattern>", "the same with * for any characters; all of it has to fit")
    .option("--issuer <url>", "who vouches for that identity, exactly")
    .option("--key <file>", "the public key that must have signed, as PEM")
    .option("--trusted-root <file>", "a trusted_root.json in place of those that are built in")
    .option("--type <uri>", "the predicate's type (default: any)")
    .option("--repo <repository>", "the source repository, such as acme/widgets")
    .option("--ref <ref>", "the source's ref, such as refs/heads/main")
    .option("--commit <sha>", "the source's commit")
    .option("--builder <id>", "the builder's id; a workflow without @ref is that one at any ref")
    .addOption(
      new Option("--level <level>", "the SLSA Build level that the evidence has to support").choices(["1", "2", "3"]),
    )
    .addOption(new Option("--format <format>", "how to print the result").choices(["pretty", "json"]).default("pretty"))
    .addHelpText("after", details)
    .action(async (artifact: string, options: AttestVerifyOptions) => {
      const { runVerify } = await import("../../attest/run-verify.ts");
      terminal.exitWith(await runVerify(artifact, options, terminal));
    });
}
