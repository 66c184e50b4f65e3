import type { CommitSignature } from "../../core/attestation.ts";
import type { AttestationFacts, AttestationSettings } from "./model.ts";

/** A commit that does not count, and why. */
interface CommitFlaw {
  readonly commit: CommitSignature;
  readonly what: string;
}

export interface JudgedCommits {
  readonly all: readonly CommitSignature[];
  readonly flaws: readonly CommitFlaw[];
  /** Why it cannot be told of all commits; undefined when it can. */
  readonly unknown: string | undefined;
}

/** Undefined where commits are not asked for. A commit counts as signed for one reason alone, whatever else is said of it. */
export function judgeCommits(settings: AttestationSettings, { commits }: AttestationFacts): JudgedCommits | undefined {
  const rule = settings.commits;
  if (rule === undefined) return undefined;
  if (commits === undefined) return { all: [], flaws: [], unknown: "Nobody has listed the change's commits." };
  const isOpen = ({ reason }: CommitSignature) => reason.startsWith("gpgverify_");
  const open = commits.items.find(isOpen);
  const flaws = commits.items.filter((one) => !isOpen(one)).flatMap((commit) => flawOf(commit, rule));
  const unknown =
    commits.items.length === 0 || !commits.complete
      ? "The list of the change's commits was cut short."
      : open === undefined
        ? undefined
        : `GitHub cannot tell whether ${open.commit.slice(0, 12)} is signed (${open.reason}). Let it be judged again later.`;
  return { all: commits.items, flaws, unknown };
}

function flawOf(commit: CommitSignature, rule: NonNullable<AttestationSettings["commits"]>): readonly CommitFlaw[] {
  const { verified, reason, kind, login } = commit;
  const name = commit.commit.slice(0, 12);
  if (!verified || reason !== "valid") {
    const how = kind === "none" ? "is not signed" : `has a signature (${kind}) that GitHub does not verify`;
    return [{ commit, what: `The commit ${name} ${how}: ${reason}.` }];
  }
  if (!rule.kinds.some((one) => one === kind)) {
    return [{ commit, what: `The commit ${name} is signed by ${kind}, and has to be by ${rule.kinds.join(" or ")}.` }];
  }
  if (rule.logins !== undefined && (login === undefined || !rule.logins.includes(login))) {
    return [
      {
        commit,
        what: `The commit ${name} was made by ${login ?? "nobody whom GitHub knows"}, who is not among \`logins\`.`,
      },
    ];
  }
  return [];
}
