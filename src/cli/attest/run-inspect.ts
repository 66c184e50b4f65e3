import type { AttestInspectOptions } from "../commands/attest/inspect.ts";
import type { Page } from "../coverage/page.ts";
import { renderPretty } from "../coverage/render-page.ts";
import { exitCodes } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { inspectBundle } from "./inspect-bundle.ts";
import { AttestInspectOutput, type InspectedBundle } from "./inspect-output.ts";
import { readBundles } from "./read-bundles.ts";

/** Prints what a file of bundles claims, and answers the exit code. Throws BAD_USAGE when there is no such file. */
export async function runInspect(file: string, { format }: AttestInspectOptions, terminal: Terminal): Promise<number> {
  const read = await readBundles("the command line", file, terminal.cwd);
  const bundles = read.kind === "refused" ? [] : read.value.map(inspectBundle);
  const isRead = read.kind === "read" && bundles.every(({ refused }) => refused === null);
  const output = AttestInspectOutput.parse({
    schemaVersion: 1,
    exitCode: isRead ? exitCodes.clear : exitCodes.blocked,
    verified: false,
    file,
    refused: read.kind === "refused" ? read.because : null,
    bundles,
  });
  const json = () => `${JSON.stringify(output, null, 2)}\n`;
  terminal.out(format === "json" ? json() : renderPretty(pageOf(output), terminal.color));
  return output.exitCode;
}

const maxShown = 20;

function pageOf({ file, refused, bundles }: AttestInspectOutput): Page {
  const tables = bundles.slice(0, maxShown).map((bundle, index) => ({
    title: `Claims of bundle ${index + 1} of ${bundles.length}`,
    columns: ["claim", "value"],
    rows: bundle.refused === null ? claimsOf(bundle) : [["cannot be read", bundle.refused]],
  }));
  const text =
    refused === null
      ? "Not verified: anybody can write this. lanekeeper attest verify tells what holds."
      : `It cannot be read: ${refused}`;
  return {
    heading: file,
    tables,
    remarks: [],
    conclusion: { sign: refused === null ? "advice" : "failed", text, lines: [] },
  };
}

function claimsOf(bundle: InspectedBundle): readonly (readonly string[])[] {
  const { source, subjects } = bundle;
  const claims: readonly (readonly [string, string | null])[] = [
    ["form", bundle.form],
    ["signed by", bundle.signedBy],
    ["issuer", bundle.issuer],
    ["log entries", String(bundle.logEntries)],
    ["timestamps", String(bundle.timestamps)],
    ["payload type", bundle.payloadType],
    ["predicate type", bundle.predicateType],
    ...subjects.slice(0, maxShown).map(({ name, digests }): [string, string] => {
      const [algorithm = "", value = ""] = Object.entries(digests)[0] ?? [];
      return ["subject", `${name ?? "without a name"} ${algorithm}:${value}`];
    }),
    ["more subjects", subjects.length > maxShown ? String(subjects.length - maxShown) : null],
    ["builder", bundle.builder],
    ["build type", bundle.buildType],
    ["source", source.repository],
    ["ref", source.ref],
    ["commit", source.commit],
  ];
  return claims.flatMap(([claim, value]) => (value === null ? [] : [[claim, value]]));
}
