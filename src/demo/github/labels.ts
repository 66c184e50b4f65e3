import type { PullRequest } from "./conversation-types.ts";
import type { Emitter } from "./emit.ts";
import { emitPull } from "./pull-requests.ts";
import { labelView } from "./view-pull.ts";
import { apiUrlOf } from "./view-repository.ts";
import type { World } from "./world.ts";

/** Sets a label of a pull request, or takes it away. Whoever owns the repository does it: its author need not be able to. */
export async function setLabel(
  world: World,
  emitter: Emitter,
  pull: PullRequest,
  { name, there }: { readonly name: string; readonly there: boolean },
): Promise<void> {
  const known = pull.labels.find((label) => label.name === name);
  if ((known !== undefined) === there) return;
  const label = known ?? { id: world.nextId(), name };
  const others = pull.labels.filter((each) => each !== known);
  pull.labels = there ? [...others, label] : others;
  pull.updatedAt = world.clock();
  const more = { label: labelView(apiUrlOf(world, pull.repository), label) };
  await emitPull(world, emitter, pull, there ? "labeled" : "unlabeled", pull.repository.owner, more);
}
