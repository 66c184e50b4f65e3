import { Fault } from "../../core/fault.ts";
import type { Claim } from "../../core/queue.ts";
import type { Report } from "../../core/report.ts";
import { publishHead, storedReport } from "../publish.ts";
import type { Services } from "../services.ts";
import type { EvaluationOutcome, MergeGroupTarget, PullRequestTarget } from "./outcome.ts";

/** Only the holder of the lease saves and publishes: an older worker that wakes up late changes nothing. */
export async function saveAndPublish(
  services: Services,
  target: PullRequestTarget | MergeGroupTarget,
  claim: Claim,
  report: Report,
): Promise<EvaluationOutcome> {
  const holds = await services.queue.renew(claim, services.clock(), services.settings.leaseMs);
  if (!holds) throw new Fault("LEASE_LOST", "Another worker has taken this target over.", { retry: true });
  await services.store.saveReport(storedReport(services, target, report));
  await publishHead(services, target.installationId, target.repository, report.head);
  await wishLater(services, target, report);
  return "published";
}

/** What depends on the time is judged again when its time is over, even if nothing happens before. */
async function wishLater(
  services: Services,
  target: PullRequestTarget | MergeGroupTarget,
  { gates }: Report,
): Promise<void> {
  const times = gates.flatMap(({ verdict }) => ("until" in verdict ? (verdict.until ?? []) : []));
  if (times.length > 0) await services.queue.wish([{ target, notBefore: Math.min(...times) }]);
}
