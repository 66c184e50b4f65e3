import { z } from "zod";
import { provenanceTypes } from "../../../formats/attestations/provenance.ts";
import { GlobSetting } from "../../../formats/globs/glob-setting.ts";
import { SignerSetting } from "./signer.ts";
import { SourceSetting } from "./source.ts";
import { Exact, LevelSetting, Name } from "./values.ts";

/** Where bundles are that GitHub does not keep. */
const BundlePlace = z
  .strictObject({
    artifact: GlobSetting.optional().describe(
      "Names of artifacts that workflows upload; that of the module if left out.",
    ),
    path: GlobSetting.max(200).optional().describe("Paths in the artifact, such as `**/*.sigstore.json`."),
    file: GlobSetting.optional().describe(
      "Paths in the repository, such as `attestations/core.intoto.jsonl`. Whoever changes the code can change these, so they prove as much as their signature.",
    ),
    release: GlobSetting.optional().describe("Names of files of a release, such as `*.sigstore.json`."),
  })
  .refine((place) => [place.path, place.file, place.release].filter((one) => one !== undefined).length === 1, {
    error: "Say with `path`, `file` or `release` where the bundles are, with one of them",
  })
  .refine(({ artifact, path }) => artifact === undefined || path !== undefined, {
    error: "`artifact` belongs to `path`",
    path: ["artifact"],
  });
export type BundlePlace = z.output<typeof BundlePlace>;

const AnyModuleKeys = z.strictObject({
  name: Name.describe("What the module is called."),
  subjects: z
    .array(GlobSetting.max(200))
    .min(1)
    .max(50)
    .describe(
      "Paths of what is built, such as `core-*.whl`. Each pattern needs a file, and every file an attestation.",
    ),
  artifact: GlobSetting.optional().describe("Names of artifacts of workflows that hold the subjects; any if left out."),
  workflow: z
    .string()
    .max(500)
    .optional()
    .describe("The file of the workflow that uploads them, such as `.github/workflows/ci.yml`."),
  "built-in": z
    .enum(["artifacts", "repository", "release"])
    .default("artifacts")
    .describe("Where the subjects are: in artifacts of workflows, in the repository itself, or attached to a release."),
  release: Exact.optional().describe(
    "The release's tag, where subjects or bundles are in one; the newest if left out.",
  ),
  attestations: z
    .array(z.union([z.literal("github"), BundlePlace]))
    .min(1)
    .max(20)
    .optional()
    .describe(
      "Where bundles are: `github` for those that GitHub keeps, and places. Left out: `github`, and beside the subjects.",
    ),
  signer: SignerSetting.optional().describe("Who must have signed; any workflow of the source repository if left out."),
  "predicate-types": z
    .array(Exact)
    .min(1)
    .max(20)
    .optional()
    .describe("What must be attested, by equality; SLSA provenance v1 or v0.2 if left out."),
  source: SourceSetting.optional().describe("What it must be built from, where that differs from the gate's `source`."),
  builder: Exact.optional().describe("The builder's id, such as a workflow's address; any if left out."),
  "minimum-level": LevelSetting.optional().describe(
    "The SLSA Build level, where it differs from the gate's. 0 where `predicate-types` have no provenance, which alone has a level.",
  ),
});

/** Undefined types are those of provenance. */
export function asksProvenance({ "predicate-types": types }: Pick<ModuleKeys, "predicate-types">): boolean {
  return types === undefined || types.some((type) => Object.hasOwn(provenanceTypes, type));
}

/** What nothing but provenance can show is not asked for in silence: whoever gives it up says so. */
const ModuleKeys = AnyModuleKeys.refine((module) => asksProvenance(module) || module["minimum-level"] === 0, {
  error:
    "None of these types is provenance, so that no level can be shown, and of what a key signs no source: write `minimum-level: 0` if that is meant, or ask for provenance as well",
  path: ["minimum-level"],
});

/** A folder, as a start: what is built of it begins with its name. */
const ModulePath = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9._/-]+$/, "Write a folder, such as `lukhas/core`; patterns go into `subjects`");

const Module = z.union([ModulePath, ModuleKeys]);
type ModuleSetting = z.output<typeof Module>;
export type ModuleKeys = z.output<typeof AnyModuleKeys>;

export const ModulesSetting = z
  .array(Module)
  .min(1, "Name at least one module: without any, nothing would ever be proven")
  .max(500)
  .superRefine((modules, context) => {
    for (const [index, module] of modules.entries()) {
      const name = moduleName(module);
      if (modules.findIndex((one) => moduleName(one) === name) === index) continue;
      const path = typeof module === "string" ? [index] : [index, "name"];
      context.addIssue({
        code: "custom",
        path,
        message: `Another module is called ${name}: each needs a name of its own`,
      });
    }
  });

function moduleName(module: ModuleSetting): string {
  return typeof module === "string" ? trimmed(module) : module.name;
}

/** A module with all keys, whichever way it is written. */
export function moduleKeys(module: ModuleSetting): ModuleKeys {
  if (typeof module !== "string") return module;
  const name = trimmed(module);
  const folder = name.split("/").at(-1) ?? name;
  return { name, subjects: [`**/${folder}{,.*,-*,_*}`], "built-in": "artifacts" };
}

function trimmed(path: string): string {
  return path.replace(/^(?:\.\/)+|\/+$/g, "");
}
