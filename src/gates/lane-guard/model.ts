import { z } from "zod";
import type { RuleText } from "../../core/gate.ts";
import type { ImportedName, ProblemKind } from "../../formats/imports/python/imports.ts";

const PackageName = z
  .string()
  .max(500)
  .regex(/^[\p{L}_][\p{L}\p{N}_-]*(\.[\p{L}_][\p{L}\p{N}_-]*)*$/u, "Write a dotted name, such as lukhas.identity");

const Contract = z
  .strictObject({
    name: z.string().min(1).max(200).describe("What the contract says, for the author who breaks it."),
    type: z.literal("forbidden").describe("`forbidden`: nothing in `from` may import anything in `to`."),
    from: z
      .array(PackageName)
      .min(1)
      .max(100)
      .describe("Packages whose modules must keep out. Each stands for all below it."),
    to: z
      .array(PackageName)
      .min(1)
      .max(100)
      .describe("Packages that must not be imported. A package of other people is named by its first part."),
    why: z.string().min(1).max(1000).optional().describe("Why the contract exists. Shown with every finding."),
    "allow-indirect": z
      .boolean()
      .default(false)
      .describe("Whether chains through other modules are allowed, so that only direct imports count."),
  })
  .superRefine((contract, context) => {
    for (const from of contract.from) {
      const to = contract.to.find((name) => contains(from, name) || contains(name, from));
      if (to === undefined) continue;
      const message = `${from} and ${to} overlap: a package cannot be kept away from itself`;
      context.addIssue({ code: "custom", path: ["to"], message });
    }
  });
export type Contract = z.output<typeof Contract>;

function contains(outer: string, inner: string): boolean {
  return outer === inner || inner.startsWith(`${outer}.`);
}

const SourceRoot = z
  .string()
  .max(500)
  .refine((root) => !root.startsWith("/") && !root.endsWith("/") && !root.split("/").includes(".."), {
    message: "Write a folder from the top of the repository, such as src or services/api/src",
  });

export const LaneGuardSettings = z.strictObject({
  contracts: z.array(Contract).min(1).max(200).describe("Who may not import whom."),
  accept: z
    .enum(["existing", "nothing"])
    .default("existing")
    .describe("`existing`: only what the change adds blocks. `nothing`: every violation blocks."),
  "source-roots": z
    .array(SourceRoot)
    .min(1)
    .max(50)
    .default(["", "src"])
    .describe("Folders that Python imports from; an empty text is the top of the repository."),
});
export type LaneGuardSettings = z.output<typeof LaneGuardSettings>;

export type PythonProblemKind = ProblemKind | "too-large";

/** One Python file of a commit. With problems, imports may be missing. */
export interface PythonFile {
  readonly path: string;
  /** Of its content. */
  readonly id: string;
  readonly imports: readonly ImportedName[];
  readonly problems: readonly { readonly kind: PythonProblemKind; readonly line: number }[];
}

/** Every Python file of both commits, in the order of the tree, and what the change did to them. */
export interface LaneGuardFacts {
  readonly base: readonly PythonFile[];
  readonly head: readonly PythonFile[];
  /** Paths in head of changed or new Python files, with the path that each had in base; undefined for a new file. */
  readonly touched: ReadonlyMap<string, string | undefined>;
}

export const laneGuardRules = {
  "forbidden-import": {
    title: "A module imports what a contract forbids",
    fix: "Remove the import. Move what is needed to a package that both sides may import, or pass it in as an argument.",
  },
  "forbidden-chain": {
    title: "A module reaches what a contract forbids through other modules",
    fix: "Cut the chain at the new link, or move what is needed to a package that both sides may import.",
  },
  "unknown-module": {
    title: "A contract names a package that the repository does not have",
    fix: "Correct the name in the configuration, or remove it if the package is gone.",
  },
  "not-fully-read": {
    title: "A changed Python file could not be read to its end, so imports may be missing",
    fix: "Correct the file at the line named; `python -m py_compile FILE` shows what Python says of it.",
  },
  "unknown-target": {
    title: "A contract forbids a package that nobody has or imports",
    fix: "Check the spelling in the configuration. Nothing is wrong if the package is only expected.",
  },
  "existing-violations": {
    title: "Violations that were there before the change",
    fix: "They do not block. Remove them when you work on the modules named.",
  },
  "resolved-violations": { title: "Violations that the change removes", fix: "Nothing to do." },
} as const satisfies Record<string, RuleText>;
