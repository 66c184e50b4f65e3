import { badUsage } from "../../core/bad-usage.ts";
import type { Scene } from "./actions.ts";
import { storeAttestation } from "./attestations.ts";
import { resolveCommit } from "./git.ts";
import { userNamed } from "./look-up.ts";
import { createRelease } from "./releases.ts";
import type { StandIn } from "./stand-in-types.ts";
import { fullName } from "./world.ts";

/** What workflows and people do to show where something comes from. */
export function attestationActions({
  world,
  oneByOne,
  stored,
}: Scene): Pick<StandIn, "storeAttestation" | "createRelease" | "judgeCommit"> {
  return {
    storeAttestation: (repository, attestation) => {
      const { id } = storeAttestation(world, stored(repository), attestation);
      return { id };
    },
    createRelease: (repository, release) =>
      oneByOne(async () => {
        const { id } = await createRelease(world, stored(repository), release);
        return { id };
      }),
    judgeCommit: (repository, sha, known) =>
      oneByOne(async () => {
        const found = stored(repository);
        if ((await resolveCommit(found.directory, sha)) !== sha)
          throw badUsage(`${fullName(found)} has no commit ${sha}.`);
        if (known.author !== undefined) userNamed(world, known.author);
        found.knownCommits.set(sha, known);
      }),
  };
}
