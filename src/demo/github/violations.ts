/** Something that GitHub's description does not allow. */
export interface Violation {
  readonly side: "request" | "answer" | "webhook";
  /** The operation or webhook. */
  readonly name: string;
  readonly problem: string;
}

export interface Violations {
  readonly all: readonly Violation[];
  record(side: Violation["side"], name: string, problems: readonly string[]): void;
}

export function createViolations(): Violations {
  const all: Violation[] = [];
  return {
    all,
    record(side, name, problems) {
      for (const problem of problems) all.push({ side, name, problem });
    },
  };
}
