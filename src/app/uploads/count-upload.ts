import type { Metrics } from "../metrics.ts";
import type { UploadRefusal } from "./refusal.ts";
import type { Accepted } from "./store-report.ts";

/** `cut-off`: the sender went away in the middle. */
export type Outcome = Accepted | UploadRefusal | "cut-off";

/** Labels hold no foreign text: whatever is no kind that is known counts as `unknown`. */
export function countUpload({ uploads }: Pick<Metrics, "uploads">, kind: string | undefined, outcome: Outcome): void {
  uploads.inc({ kind: kind ?? "unknown", ...labelsOf(outcome) });
}

function labelsOf(outcome: Outcome): { readonly outcome: string; readonly reason: string } {
  if (outcome === "cut-off") return { outcome, reason: "" };
  if (outcome.kind === "accepted") return { outcome: outcome.outcome, reason: "" };
  return { outcome: "refused", reason: reasonOf(outcome.status) };
}

/** Who can do something about it: whoever wrote the workflow, whoever runs the server, or time. */
function reasonOf(status: UploadRefusal["status"]): string {
  switch (status) {
    case 400:
    case 404:
    case 405:
    case 415:
      return "request";
    case 401:
      return "token";
    case 403:
      return "sender";
    case 409:
      return "repeated";
    case 413:
    case 422:
      return "report";
    case 429:
      return "busy";
    case 500:
    case 503:
      return "trouble";
  }
}
