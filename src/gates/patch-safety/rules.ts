import type { RuleText } from "../../core/gate.ts";

export const patchSafetyRules = {
  "deleted-definitions": {
    title: "A function, method, class or type is deleted",
    fix: "Bring it back, or delete it in a change of its own.",
  },
  "deleted-lines": {
    title: "More lines go than a change of this kind may take away",
    fix: "Bring them back, or edit them in a change of its own that a person reads.",
  },
  "missing-import": {
    title: "A file does not import what the change was to bring into every file",
    fix: "Import it, and call through it where that is asked for, or leave the file out of the change.",
  },
  "forbidden-import": {
    title: "A file still imports what the change was to take out",
    fix: "Take the import away, or leave the file out of the change.",
  },
  "other-kind": {
    title: "Lines change that are of another kind than the change may touch",
    fix: "Move them to a change of their own.",
  },
  "broken-syntax": {
    title: "A file that could be read before no longer can",
    fix: "Correct the line that is named.",
  },
  "too-many-files": {
    title: "The change touches more files than one of this kind may",
    fix: "Split it: `lanekeeper batch` proposes how.",
  },
  "unreadable-file": {
    title: "A file or link cannot be read, and may do anything",
    fix: "Leave it out of the change, or out of the rule with `exclude`.",
  },
  "workflow-edit": {
    title: "The change edits a workflow",
    fix: "Take it out of the change, or set `sensitive.workflows` to `note` on the base.",
  },
  "configuration-edit": {
    title: "The change edits Lanekeeper's own configuration",
    fix: "Take it out of the change, or set `sensitive.configuration` to `note` on the base.",
  },
  "link-outside": {
    title: "A symbolic link leads out of the repository",
    fix: "Let it lead to a file of the repository, or take it out.",
  },
  "submodule-move": {
    title: "A submodule is added, moved or removed",
    fix: "Take it out of the change, or set `sensitive.submodules` to `note` on the base.",
  },
  "bidirectional-text": {
    title: "Added text has control characters that change its direction",
    fix: "Delete the characters U+202A to U+202E and U+2066 to U+2069, or write them as escapes.",
  },
} as const satisfies Record<string, RuleText>;
