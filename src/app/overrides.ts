import type { Override } from "../core/override.ts";
import type { Subject } from "../core/subject.ts";
import type { RepositoryName } from "../core/target.ts";
import type { StandingOverride } from "../engine/apply-overrides.ts";
import type { GitDirectory } from "../git/clone.ts";
import { pullRequestOfGroup } from "./approval.ts";
import { recordAsServer } from "./leases/record-as-server.ts";
import type { Services } from "./services.ts";
import { whyOverrideEnds } from "./why-override-ends.ts";

interface JudgedHead {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly subject: Subject;
  readonly headSha: string;
}

/**
 * The overrides that hold for a head. One that was given about an earlier head holds as long as the files of its findings
 * and the head of the other pull request are the same. When one has changed, the override ends for good, even if it comes back.
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
    const about = { repositoryId: head.repository.id, headSha: head.headSha };
    const why = await whyOverrideEnds({ git, overlaps: services.overlaps }, override, about);
    if (why === undefined) standing.push({ ...override, sameHead: override.headSha === head.headSha });
    // A merge group's commit is no push: its file may differ because the base has moved.
    else if (head.subject.kind === "pull-request") await end(services, head, override, why);
  }
  return standing;
}

function numberOf(subject: Subject): number | undefined {
  if (subject.kind === "pull-request") return subject.number;
  return subject.kind === "merge-group" ? pullRequestOfGroup(subject.headRef) : undefined;
}

async function end(
  services: Services,
  { installationId, repository }: JudgedHead,
  { id, number }: Override,
  why: string,
): Promise<void> {
  await recordAsServer(services, { installationId, repository, number }, async () => {
    const open = await services.leases.overrides(repository.id, number);
    return open.some((each) => each.id === id) ? [{ action: "override-ended", id, why }] : [];
  });
}
