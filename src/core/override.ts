import type { Finding } from "./finding.ts";

/** A person with the right has let one finding pass. */
export interface Override {
  /** The epoch in which it was given. */
  readonly id: number;
  /** The pull request. */
  readonly number: number;
  readonly gate: string;
  /** `Finding.id`. */
  readonly finding: string;
  readonly rule: string;
  /** Where the findings of that id are; none when they are about the whole change. */
  readonly paths: readonly string[];
  /** The other pull request that the finding is about, as it was looked at. */
  readonly other: Finding["other"] | undefined;
  /** What the finding said, word for word. */
  readonly what: string;
  /** The head that was looked at. */
  readonly headSha: string;
  readonly by: { readonly id: number; readonly login: string };
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly at: number;
}
