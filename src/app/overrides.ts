import { Fault } from "../core/fault.ts";
import type { Override } from "../core/override.ts";
import { isSameBlob } from "../core/repository.ts";
import type { Subject } from "../core/subject.ts";
import type { RepositoryName } from "../core/target.ts";
import type { StandingOverride } from "../engine/apply-overrides.ts";
import type { GitDirectory } from "../git/clone.ts";
import { pullRequestOfGroup } from "./approval.ts";
import { recordAsServer } from "./leases/record-as-server.ts";
import type { Services } from "./services.ts";

interface JudgedHead {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly subject: Subject;
  readonly headSha: string;
}

/**
 * The overrides that hold for a head. One that was given about an earlier head holds as long as the file of its finding is the
 * same. When a push has changed it, the override ends for good, even if the file comes back.
 */
export async function standingOverrides(
  services: Services,
  git: Pick<GitDirectory, "resolve" | "fileAt">,
  head: JudgedHead,
): Promise<readonly StandingOverride[]> {
  const number = numberOf(head.subject);
  if (number === undefined) return [];
  const standing: StandingOverride[] = [];
  for (const override of await services.leases.overrides(head.repository.id, number)) {
    const sameHead = override.headSha === head.headSha;
    if (sameHead || (await isUntouched(git, override, head.headSha))) standing.push({ ...override, sameHead });
    // A merge group's commit is no push: its file may differ because the base has moved.
    else if (head.subject.kind === "pull-request") await end(services, head, override);
  }
  return standing;
}

function numberOf(subject: Subject): number | undefined {
  if (subject.kind === "pull-request") return subject.number;
  return subject.kind === "merge-group" ? pullRequestOfGroup(subject.headRef) : undefined;
}

async function isUntouched(
  git: Pick<GitDirectory, "resolve" | "fileAt">,
  { path, headSha: before }: Override,
  headSha: string,
): Promise<boolean> {
  if (path === undefined) return false;
  try {
    const commit = await git.resolve(before);
    return isSameBlob(await git.fileAt(commit, path), await git.fileAt(headSha, path));
  } catch (error) {
    // The mirror has forgotten a head that nothing leads to any more.
    if (error instanceof Fault && error.code === "UNKNOWN_REVISION") return false;
    throw error;
  }
}

async function end(services: Services, { installationId, repository }: JudgedHead, override: Override): Promise<void> {
  const { id, number, path } = override;
  const why = path === undefined ? "There was a push." : `A push changed ${path}.`;
  await recordAsServer(services, { installationId, repository, number }, async () => {
    const open = await services.leases.overrides(repository.id, number);
    return open.some((each) => each.id === id) ? [{ action: "override-ended", id, why }] : [];
  });
}
