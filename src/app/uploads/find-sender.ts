import { Fault } from "../../core/fault.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { ActionsToken } from "../../github/actions-token.ts";
import { findInstallation, type RepositoryInstallation } from "../../github/installations.ts";
import { readRun, type WorkflowRun } from "../../github/workflow-runs.ts";
import type { Services } from "../services.ts";
import { gitHubTrouble, refusal, type UploadRefusal } from "./refusal.ts";

/** The run that a token belongs to, as GitHub has it. Its head is the commit that the report is about. */
export interface Sender {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly run: WorkflowRun;
}

type Installed = RepositoryInstallation | undefined;
export type SenderFinder = (token: ActionsToken) => Promise<Sender | UploadRefusal>;

/** Whoever has an account on GitHub can make tokens for us, so GitHub is asked about a repository once in this time. */
const rememberMs = 60_000;
const maxRemembered = 10_000;

/** Finds out who sends something. Nothing of the request but the token is believed. */
export function senderFinder(services: Services): SenderFinder {
  const remembered = new Map<number, { readonly installed: Installed; readonly until: number }>();
  const installationOf = async (token: ActionsToken): Promise<Installed> => {
    const known = remembered.get(token.repositoryId);
    if (known !== undefined && known.until > services.clock()) return known.installed;
    const installed = await findInstallation(await services.probot.auth(), token);
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(token.repositoryId, { installed, until: services.clock() + rememberMs });
    return installed;
  };
  return async (token) => {
    try {
      return await findSender(services, token, await installationOf(token));
    } catch (error) {
      if (error instanceof Fault) return refusalOf(error, services.clock());
      throw error;
    }
  };
}

async function findSender(
  services: Services,
  token: ActionsToken,
  installed: Installed,
): Promise<Sender | UploadRefusal> {
  if (installed === undefined || (installed.accountId !== undefined && installed.accountId !== token.ownerId)) {
    return notInstalled;
  }
  if (installed.state === "suspended") {
    return refusal(
      403,
      "suspended",
      "The app is suspended for this repository.",
      "An owner of the account lifts that.",
    );
  }
  const { run, repository } = await readRun(await services.probot.auth(installed.id), token, token.runId);
  // The name may be that of another repository by now; the number never is.
  if (repository.id !== token.repositoryId) return notInstalled;
  return disagreement(token, run) ?? { installationId: installed.id, repository, run };
}

const notInstalled = refusal(
  403,
  "not-installed",
  "The app is not installed on the repository of this token.",
  "Install it there, and wait a minute.",
);

/** The commit of a pull request's run is the merge of head and base, which GitHub does not name in the run. */
function disagreement(token: ActionsToken, run: WorkflowRun): UploadRefusal | undefined {
  const ofPullRequest = run.event.startsWith("pull_request");
  if (token.event !== run.event || (!ofPullRequest && token.sha !== run.headSha)) {
    const fix = "Use the token that GitHub Actions gives to the job.";
    return refusal(403, "other-run", "The token and GitHub say different things about the run.", fix);
  }
  if (token.attempt > run.attempt) return gitHubTrouble("GitHub does not show this attempt of the run yet.", 10);
  if (token.attempt < run.attempt) {
    return refusal(
      409,
      "older-attempt",
      "The run was started again since.",
      "Nothing: the newer attempt sends its own.",
    );
  }
  return undefined;
}

function refusalOf(fault: Fault, now: number): UploadRefusal {
  if (fault.code === "GITHUB_NOT_FOUND") {
    return refusal(404, "unknown-run", "GitHub does not know the run of this token.", "Check that it was not deleted.");
  }
  if (fault.code === "GITHUB_FORBIDDEN") {
    const fix = "Accept the permissions that the app asks for in the settings of its installation.";
    return refusal(403, "app-may-not", "GitHub does not let the app look at the run.", fix);
  }
  const seconds = fault.retryAt === undefined ? 30 : Math.ceil((fault.retryAt - now) / 1000);
  return gitHubTrouble("GitHub cannot be asked about the run now.", Math.max(1, seconds));
}
