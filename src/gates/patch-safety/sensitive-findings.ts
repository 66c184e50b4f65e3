import type { Finding } from "../../core/finding.ts";
import type { SensitiveFact, UnsearchedFact } from "./facts.ts";

interface Words {
  readonly rule: string;
  readonly why: string;
  readonly fix: string;
}

const words: Readonly<Record<SensitiveFact["kind"], Words>> = {
  workflows: {
    rule: "workflow-edit",
    why: "A workflow runs with the repository's rights and secrets, and makes the evidence that other gates believe.",
    fix: "Take it out of this change, and let a person who knows the workflows bring it in alone.",
  },
  configuration: {
    rule: "configuration-edit",
    why: "It says what is blocked from the next change on.",
    fix: "Take it out of this change, and let a person who may decide that bring it in alone.",
  },
  symlinks: {
    rule: "link-outside",
    why: "Whoever builds or packs the repository reads or writes another file than everybody thinks.",
    fix: "Let the link lead to a file of the repository, or take it out.",
  },
  submodules: {
    rule: "submodule-move",
    why: "Everything of another repository comes in by one line, which no gate reads.",
    fix: "Take it out of this change, and say in a change of its own what is new there.",
  },
  "bidirectional-text": {
    rule: "bidirectional-text",
    why: "A person sees the text in another order than the compiler does, so that code can look like a comment.",
    fix: "Delete the characters U+202A to U+202E and U+2066 to U+2069, or write them as escapes.",
  },
};

export function sensitiveFinding({ kind, path, what, there, lines }: SensitiveFact): Finding {
  const [line] = lines;
  return {
    ...words[kind],
    what: `${path}: ${what}`,
    ...(there ? { at: { path, ...(line === undefined ? {} : { firstLine: line, lastLine: line }) } } : {}),
    ...(lines.length > 1 ? { trace: [`lines ${lines.join(", ")}`] } : {}),
  };
}

/** What cannot be read may hold what is looked for, so that it is told as if it did. */
export function unsearchedFinding({ kind, path, unread }: UnsearchedFact): Finding {
  const nobody =
    kind === "symlinks"
      ? "Nobody can tell where the symbolic link leads"
      : "Nobody can tell whether the text has characters that change its direction";
  return {
    rule: "unreadable-file",
    what: `${path}: ${nobody}: ${unreadTexts[unread]}.`,
    why: words[kind].why,
    fix: `Leave it out of the change, or, when a person has looked through it, let that person override this finding. \`sensitive.${kind}\` says what follows from it.`,
    at: { path },
  };
}

const unreadTexts: Readonly<Record<UnsearchedFact["unread"], string>> = {
  "too-large": "it is too large to be read",
  missing: "its content is not there",
  "beyond-limit": "what comes before it is more than is read of one change",
};
