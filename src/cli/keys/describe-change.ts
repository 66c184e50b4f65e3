import type { Page, Remark } from "../coverage/page.ts";
import type { KeysChangeOutput } from "./change-output.ts";
import { finishedRemark } from "./describe-rotation.ts";

export function describeChange({ dryRun, finishedEarlier, entries, registry, auditLog }: KeysChangeOutput): Page {
  const rows = entries.map(({ action, id, fingerprint }) => [action, id, fingerprint]);
  return {
    heading: registry,
    tables: rows.length === 0 ? [] : [{ title: "Entries", columns: ["action", "key", "fingerprint"], rows }],
    remarks: finishedEarlier ? [finishedRemark] : [],
    conclusion: conclusionOf(dryRun, rows.length, `${registry} and ${auditLog}`),
  };
}

function conclusionOf(dryRun: boolean, count: number, files: string): Remark {
  if (count === 0) return { sign: "passed", text: "There is nothing to write down: the two agree.", lines: [] };
  if (dryRun)
    return { sign: "note", text: `Nothing was written. Without --dry-run, ${files} would change.`, lines: [] };
  return {
    sign: "passed",
    text: `${files} have changed: commit both. It counts once they are on the base branch.`,
    lines: [],
  };
}
