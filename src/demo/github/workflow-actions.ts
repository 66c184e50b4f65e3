import { badUsage } from "../../core/bad-usage.ts";
import type { Scene } from "./actions.ts";
import type { StandIn, StandInWorkflowRun } from "./stand-in-types.ts";
import {
  beginWorkflowRun,
  completeWorkflowRun,
  rerunWorkflow,
  startWorkflowRun,
  uploadArtifact,
} from "./workflow-runs.ts";
import type { WorkflowRun } from "./workflow-types.ts";

/** What GitHub Actions does, as far as others see it. */
export function workflowActions(scene: Scene): Pick<StandIn, "startWorkflowRun" | "expireArtifact"> {
  const { world, emitter, oneByOne, stored } = scene;
  return {
    startWorkflowRun: (options) =>
      oneByOne(async () => {
        const { repository, headRepository } = options;
        const started = await startWorkflowRun(world, emitter, {
          ...options,
          repository: stored(repository),
          headRepository: headRepository === undefined ? undefined : stored(headRepository),
        });
        return handleOf(scene, started);
      }),
    expireArtifact: (repository, artifactId) =>
      oneByOne(async () => {
        const artifact = stored(repository).artifacts.get(artifactId);
        if (artifact === undefined) throw badUsage(`There is no artifact ${artifactId}.`);
        artifact.expiresAt = world.clock();
      }),
  };
}

function handleOf({ world, emitter, oneByOne }: Scene, run: WorkflowRun): StandInWorkflowRun {
  return {
    id: run.id,
    begin: () => oneByOne(() => beginWorkflowRun(world, emitter, run)),
    uploadArtifact: (name, zip) =>
      oneByOne(async () => {
        const { id } = await uploadArtifact(world, emitter, run, { name, zip });
        return { id };
      }),
    complete: (conclusion) => oneByOne(() => completeWorkflowRun(world, emitter, run, conclusion)),
    rerun: () => oneByOne(() => rerunWorkflow(world, emitter, run)),
  };
}
