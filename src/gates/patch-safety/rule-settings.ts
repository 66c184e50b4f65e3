import { z } from "zod";
import { GlobSetting } from "../../formats/globs/glob-setting.ts";
import { patchLanguages } from "../../formats/patches/languages.ts";

export const When = z
  .strictObject({
    label: z.string().min(1).max(200).exactOptional().describe("The pull request has this label."),
    branch: GlobSetting.max(200)
      .exactOptional()
      .describe("The name of its own branch matches this glob pattern, such as `codemod/**`."),
    author: z.string().min(1).max(200).exactOptional().describe("This login opened it."),
  })
  .refine((when) => Object.keys(when).length > 0, "Name at least one of `label`, `branch` and `author`");
export type When = z.infer<typeof When>;

/** Kinds of lines as settings call them. `docs` is every line of a text for people, such as Markdown. */
export const kindNames = ["imports", "comments", "docstrings", "blank", "docs", "code"] as const;
export type KindName = (typeof kindNames)[number];

const globs = z.array(GlobSetting.max(200)).min(1).max(50);

const shared = {
  paths: globs.exactOptional().describe("Glob patterns of the files that it is about; all, when left out."),
  exclude: globs.exactOptional().describe("Glob patterns of files that it is not about."),
  languages: z
    .array(z.enum(patchLanguages))
    .min(1)
    .exactOptional()
    .describe("Only files of these languages; `javascript` is TypeScript, too."),
  when: When.exactOptional().describe("When it counts, instead of what the gate's own `when` says."),
};

const DeletedDefinitions = z.strictObject({
  type: z.literal("deleted-definitions").describe("Functions, methods, classes and types stay."),
  ...shared,
  max: z.int().min(0).default(0).describe("How many may go, in the whole change."),
  "allow-moved": z
    .boolean()
    .default(false)
    .describe("Whether one may go that the change adds elsewhere under its name with the same content."),
});

const DeletedLines = z.strictObject({
  type: z.literal("deleted-lines").describe("Lines stay; one that is edited is deleted and added."),
  ...shared,
  except: z
    .array(z.enum(kindNames))
    .max(kindNames.length)
    .default(["imports", "comments", "blank"])
    .describe("Kinds of lines that do not count."),
  max: z.int().min(0).default(0).describe("How many others may go."),
  per: z.enum(["file", "change"]).default("file").describe("Of each file, or of the whole change."),
});

const Require = z.strictObject({
  type: z.literal("require").describe("Every file that is changed imports something."),
  ...shared,
  import: z
    .string()
    .min(1)
    .max(200)
    .describe("The module, such as `importlib`. One that only types use does not count."),
  "and-call": z.boolean().default(false).describe("Whether something has to be called through it, too."),
  in: z.enum(["file", "added"]).default("file").describe("Anywhere in the file, or in lines that the change adds."),
});

const Forbid = z.strictObject({
  type: z.literal("forbid").describe("No file that is changed imports something any more."),
  ...shared,
  "import-from": z.array(z.string().min(1).max(200)).min(1).max(50).describe("The modules or packages."),
  submodules: z.boolean().default(true).describe("Whether modules below them are meant, too."),
  relative: z.boolean().default(false).describe("Whether relative imports are followed, by the path of the file."),
  dynamic: z
    .boolean()
    .default(false)
    .describe("Whether calls that import are meant, too, where the module is written out."),
});

const OnlyKinds = z.strictObject({
  type: z.literal("only-kinds").describe("Only lines of certain kinds are added or deleted."),
  ...shared,
  kinds: z.array(z.enum(kindNames)).min(1).max(kindNames.length).describe("The kinds."),
});

const ParseAfter = z.strictObject({
  type: z.literal("parse-after").describe("A file that could be read before can be read afterwards."),
  ...shared,
});

const MaxFiles = z.strictObject({
  type: z.literal("max-files").describe("The change touches few files."),
  ...shared,
  max: z.int().min(1).describe("How many."),
});

export const PatchRule = z.discriminatedUnion("type", [
  DeletedDefinitions,
  DeletedLines,
  Require,
  Forbid,
  OnlyKinds,
  ParseAfter,
  MaxFiles,
]);
export type PatchRule = z.output<typeof PatchRule>;
export type RuleOf<T extends PatchRule["type"]> = Extract<PatchRule, { readonly type: T }>;
