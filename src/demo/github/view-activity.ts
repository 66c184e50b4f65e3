import { nodeId, userView } from "./view-account.ts";
import { type Activity, timestamp, type World } from "./world.ts";

/** GitHub's `activity`. */
export function activityView(world: World, { id, branch, before, after, type, at, by }: Activity) {
  return {
    id,
    node_id: nodeId("Activity", id),
    before,
    after,
    ref: `refs/heads/${branch}`,
    timestamp: timestamp(at),
    activity_type: type,
    actor: userView(world, by),
  };
}
