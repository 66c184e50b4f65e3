import { missingEntries } from "../../core/completeness.ts";
import type { PassedOver, ReportAnswer, ReportRequest } from "../../core/evidence.ts";
import type { EvidenceFile } from "../../core/evidence-store.ts";
import { reportName } from "../../core/report-name.ts";
import { partsOf, wantedUpload } from "./choose-uploads.ts";
import { overloadOf } from "./commit-limits.ts";
import { directUploadName, directUploadOf } from "./direct-upload.ts";
import { answersIn } from "./found-reports.ts";
import { type ListedRuns, maySendMore } from "./open-runs.ts";

export interface BaseQuestion {
  /** First parents, the merge base first. */
  readonly commits: readonly string[];
  /** Whose own runs are believed, the first before the others. */
  readonly branches: readonly string[];
  readonly requests: readonly ReportRequest[];
  /** Entries without which a commit is not compared with. */
  readonly complete: readonly string[];
}

export interface ChosenBase {
  readonly distance: number;
  readonly passedOver: readonly PassedOver[];
  /** What is asked for of it. */
  readonly files: readonly EvidenceFile[];
  /** Whether some of it was sent by jobs themselves: such a report may be there before its run is over. */
  readonly direct: boolean;
}

type Listed = ReadonlyMap<string, ListedRuns>;

/**
 * The nearest commit of which the branch itself made every report, none is damaged, and all can be read together; undefined
 * for none.
 */
export function chooseBase(
  { commits, branches, requests, complete }: BaseQuestion,
  filesOf: ReadonlyMap<string, readonly EvidenceFile[]>,
  listed: Listed,
): ChosenBase | undefined {
  const passedOver: PassedOver[] = [];
  for (const [distance, commit] of commits.entries()) {
    const trusted = trustedOf(filesOf.get(commit) ?? [], branches, requests, listed.get(commit));
    const named = trusted
      .map((file) => ({ file, answers: answersIn(file, requests) }))
      .filter(({ answers }) => answers.length > 0);
    const there = named.flatMap(({ answers }) => answers);
    if (there.length === 0 || missingEntries(complete, there).length > 0) continue;
    const files = named.map(({ file }) => file);
    const objection = damageIn(named) ?? overloadIn(files, new Set(there.map(({ flag }) => flag)));
    if (objection === undefined) {
      return { distance, passedOver, files, direct: files.some(({ upload }) => directUploadOf(upload) !== undefined) };
    }
    passedOver.push({ commit, ...objection });
  }
  return undefined;
}

type Objection = Omit<PassedOver, "commit">;

function damageIn(
  named: readonly { readonly file: EvidenceFile; readonly answers: readonly ReportAnswer[] }[],
): Objection | undefined {
  const [first] = named.flatMap(({ file, answers: [answer] }) =>
    file.refused === undefined || answer === undefined
      ? []
      : [{ flag: answer.flag, path: nameOf(file), because: file.refused }],
  );
  return first;
}

function nameOf({ upload, path }: EvidenceFile): string {
  if (directUploadOf(upload) !== undefined) return reportName({ kind: "upload", path });
  return reportName({ kind: "artifact", artifact: partsOf(upload).artifact, path });
}

function overloadIn(files: readonly EvidenceFile[], flags: ReadonlySet<string>): Objection | undefined {
  const because = overloadOf(files);
  return because === undefined ? undefined : { flag: [...flags].join(", "), path: `${files.length} files`, because };
}

/**
 * Of what trusted branches sent, what is asked for now; of one workflow's artifact, that of the first branch. What a run
 * has sent itself that is not over may be a part, so it is left out.
 */
function trustedOf(
  rows: readonly EvidenceFile[],
  branches: readonly string[],
  requests: readonly ReportRequest[],
  listed: ListedRuns | undefined,
): readonly EvidenceFile[] {
  const chosen = new Map<string, { readonly rank: number; readonly rows: EvidenceFile[] }>();
  for (const row of rows) {
    const direct = directUploadOf(row.upload);
    if (direct !== undefined && listed !== undefined && maySendMore(row, listed)) continue;
    const name = partsOf(row.upload);
    const rank = branches.indexOf((direct ?? name).branch);
    const isWanted = direct !== undefined || wantedUpload(name, requests)?.upload === row.upload;
    if (rank === -1 || !isWanted) continue;
    const key =
      direct === undefined ? `${name.workflow}\n${name.artifact}` : directUploadName({ ...direct, branch: "" });
    const known = chosen.get(key);
    if (known?.rank === rank) known.rows.push(row);
    else if (known === undefined || rank < known.rank) chosen.set(key, { rank, rows: [row] });
  }
  return [...chosen.values()].flatMap((one) => one.rows);
}
