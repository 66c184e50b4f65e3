import type { Repository, User } from "./world.ts";

export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: User;
  readonly headRepository: Repository;
  readonly headRef: string;
  readonly body: string;
  readonly draft: boolean;
  readonly createdAt: number;
  labels: readonly Label[];
  title: string;
  headSha: string;
  baseRef: string;
  baseSha: string;
  /** What merging it would make now; undefined with conflicts. */
  testMerge: string | undefined;
  state: "open" | "closed";
  updatedAt: number;
  closedAt: number | undefined;
  merged: { readonly at: number; readonly by: User; readonly sha: string } | undefined;
}

export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: User;
  readonly viaApp: boolean;
  readonly createdAt: number;
  title: string;
  body: string;
  state: "open" | "closed";
  stateReason: string | null;
  updatedAt: number;
  closedAt: number | undefined;
}

export interface Comment {
  readonly id: number;
  /** Of the issue or pull request. */
  readonly number: number;
  readonly author: User;
  readonly throughApp: boolean;
  readonly createdAt: number;
  body: string;
  updatedAt: number;
}

interface Label {
  readonly id: number;
  readonly name: string;
}
