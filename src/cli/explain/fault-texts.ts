import type { FaultCode } from "../../core/fault.ts";

export interface FaultText {
  readonly means: string;
  readonly remedy: string;
}

/** Every fault in words, for `explain` and the reference page. */
export const faultTexts: Readonly<Record<FaultCode, FaultText>> = {
  BAD_ENVIRONMENT: {
    means: "A setting of the server's environment is missing or wrong.",
    remedy: "Correct the named variables in the environment or in `.env`, and start again.",
  },
  BAD_USAGE: {
    means: "The command line asks for something that does not exist.",
    remedy: "Read the message and `lanekeeper <command> --help`.",
  },
  DATABASE_FAILED: {
    means: "The database refused a query or could not be reached.",
    remedy: "Look at the database's own log, its disk space and its connections. The work is tried again.",
  },
  GIT_FAILED: {
    means: "Git ended with an error, could not be started, or printed more than it should.",
    remedy: "Run the named git command in the same repository and read what it says.",
  },
  GIT_TIMED_OUT: {
    means: "Git took longer than its time limit and was stopped.",
    remedy: "It is tried again. If it stays, look at the disk, the network and the size of the repository.",
  },
  GITHUB_FORBIDDEN: {
    means: "GitHub refused a call because the App lacks a permission.",
    remedy: "Accept the permissions that the App asks for in the settings of the installation.",
  },
  GITHUB_NOT_FOUND: {
    means: "The repository, pull request or installation is gone, or the App may not see it.",
    remedy: "Nothing, if it was deleted. Otherwise install the App on this repository.",
  },
  GITHUB_RATE_LIMITED: {
    means: "GitHub asks for a pause.",
    remedy: "Nothing: the work goes on after the pause that GitHub named.",
  },
  GITHUB_REJECTED: {
    means: "GitHub found a call invalid.",
    remedy: "This is a mistake in Lanekeeper. Report it with the log of the time.",
  },
  GITHUB_UNAVAILABLE: {
    means: "GitHub did not answer, or answered with an error of its own.",
    remedy: "Nothing: the work is tried again. https://www.githubstatus.com tells more.",
  },
  LEASE_LOST: {
    means: "Another worker has taken over the same work.",
    remedy: "Nothing: the other worker finishes it.",
  },
  LIST_CUT_SHORT: {
    means: "A list is longer than Lanekeeper reads, so what follows from it would be a guess.",
    remedy: "Make the change or the repository smaller.",
  },
  NO_MERGE_BASE: {
    means: "Base and head share no commit, so there is no change to judge.",
    remedy: "Fetch more history (`git fetch --unshallow`), or name another base.",
  },
  NOT_A_REPOSITORY: {
    means: "The folder is in no git repository that can be read.",
    remedy: "Change to a clone, or name one with `--repo`.",
  },
  REPOSITORY_TOO_LARGE: {
    means: "The repository is larger than the limit of this server.",
    remedy: "Ask whoever runs the server to raise the limit.",
  },
  UNKNOWN_REVISION: {
    means: "No commit has this name in the repository.",
    remedy: "Fetch the branch first, or correct the name.",
  },
};
