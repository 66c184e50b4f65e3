import type { Page, Remark } from "../coverage/page.ts";
import type { KeysRotateOutput } from "./rotate-output.ts";

export function describeRotation(output: KeysRotateOutput): Page {
  const { dryRun, key, superseded, privateKey, registry, auditLog } = output;
  const rows = [
    ["id", key.id],
    ["purpose", key.purpose],
    ["algorithm", key.algorithm],
    ["fingerprint", key.fingerprint ?? "of the key that will be made"],
    ["from", key.from],
    ["until", key.until],
    ...(key.builder === null ? [] : [["builder", `${key.builder.id}, level ${key.builder.level}`]]),
  ];
  const to = privateKey.file === null ? "the command's standard input" : privateKey.file;
  const remarks: readonly Remark[] = [
    ...(output.finishedEarlier ? [finishedRemark] : []),
    note(
      `${dryRun ? "The private key would go" : "The private key went"} to ${to}, encrypted. cosign sign --key takes it.`,
    ),
    ...superseded.map(({ id, at }) => note(`${id} ${dryRun ? "would sign" : "signs"} until ${at}, and no more.`)),
  ];
  const conclusion: Remark = dryRun
    ? {
        sign: "note",
        text: `Nothing was written. Without --dry-run, ${registry} and ${auditLog} would change.`,
        lines: [],
      }
    : {
        sign: "passed",
        text: `${registry} and ${auditLog} have changed: commit both. The key counts once they are on the base branch.`,
        lines: [],
      };
  return {
    heading: `A new key for ${key.purpose}`,
    tables: [{ title: "Key", columns: ["what", "value"], rows }],
    remarks,
    conclusion,
  };
}

/** Said by every command that found one. */
export const finishedRemark: Remark = {
  sign: "advice",
  text: "A change that had been interrupted was finished first.",
  lines: [],
};

function note(text: string): Remark {
  return { sign: "note", text, lines: [] };
}
