import type { ReportStore } from "../core/store.ts";
import type { Database } from "../database/database.ts";
import { readApprovedHead, removeApproval, saveApproval } from "./approvals.ts";
import { forgetCheck, lockHead, markUnpublished, readChecks, saveCheck, unlockHead } from "./checks.ts";
import { forgetRepositories, pruneReports } from "./forgetting.ts";
import { readOpenPullRequests, readPullRequest, savePullRequest } from "./pull-requests.ts";
import { readRecentReports, readReport, readReportsOfHead, saveReport } from "./reports.ts";
import { readValue, writeValue } from "./values.ts";

/** Reports, pull requests and what was published of them, in a database that any number of processes may share. */
export function createStore(database: Database): ReportStore {
  const { run, transaction } = database;
  return {
    saveReport: (stored) => run((queries) => saveReport(queries, stored)),
    reportById: (id) => run((queries) => readReport(queries, id)),
    reportsOfHead: (repositoryId, headSha) => run((queries) => readReportsOfHead(queries, repositoryId, headSha)),
    recentReportsOf: (repositoryId, limit) => run((queries) => readRecentReports(queries, limit, repositoryId)),
    recentReports: (limit) => run((queries) => readRecentReports(queries, limit)),
    savePullRequest: (pullRequest) => run((queries) => savePullRequest(queries, pullRequest)),
    pullRequest: (repositoryId, number) => run((queries) => readPullRequest(queries, repositoryId, number)),
    saveApproval: (pullRequest) => run((queries) => saveApproval(queries, pullRequest)),
    removeApproval: (repositoryId, number) => run((queries) => removeApproval(queries, repositoryId, number)),
    approvedHead: (repositoryId, number) => run((queries) => readApprovedHead(queries, repositoryId, number)),
    openPullRequestsOf: (repositoryId) => run((queries) => readOpenPullRequests(queries, repositoryId)),
    openPullRequestsOfHead: (repositoryId, headSha) =>
      run((queries) => readOpenPullRequests(queries, repositoryId, headSha)),
    publishedChecks: (repositoryId, headSha) => run((queries) => readChecks(queries, repositoryId, headSha)),
    savePublishedCheck: (repositoryId, headSha, check) =>
      run((queries) => saveCheck(queries, repositoryId, headSha, check)),
    forgetPublishedCheck: (repositoryId, headSha, name) =>
      run((queries) => forgetCheck(queries, repositoryId, headSha, name)),
    markUnpublished: (repositoryId, headSha) => run((queries) => markUnpublished(queries, repositoryId, headSha)),
    lockHead: (repositoryId, headSha, holder, now, until) =>
      run((queries) => lockHead(queries, repositoryId, headSha, holder, { now, until })),
    unlockHead: (repositoryId, headSha, holder) => run((queries) => unlockHead(queries, repositoryId, headSha, holder)),
    readValue: (name) => run((queries) => readValue(queries, name)),
    writeValue: (name, value) => run((queries) => writeValue(queries, name, value)),
    forgetRepositories: (installationId, except) =>
      transaction((queries) => forgetRepositories(queries, installationId, except)),
    pruneReports: (before) => transaction((queries) => pruneReports(queries, before)),
  };
}
