import { z } from "zod";
import { GlobSetting } from "../globs/glob-setting.ts";

/** Keys by which a gate's configuration says where reports are. `examples` are a name and a path that its tools write. */
export function reportKeys(examples: { readonly artifact: string; readonly path: string }) {
  return {
    artifact: GlobSetting.optional().describe(
      `Names of artifacts that workflows upload, such as \`${examples.artifact}\`. Without it only reports count that jobs send themselves under this \`flag\`.`,
    ),
    path: GlobSetting.max(200)
      .optional()
      .describe(
        `Paths in the artifact, such as \`${examples.path}\`. Without \`artifact\`, what the jobs call their files; any if left out.`,
      ),
    flag: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("What these reports are called; `artifact` if left out. Required without `artifact`."),
    workflow: z.string().max(500).optional().describe("The workflow's file, such as `.github/workflows/ci.yml`."),
    optional: z.boolean().default(false).describe("Whether the verdict is given without them."),
  };
}

interface WhereReportsAre {
  readonly artifact?: string | undefined;
  readonly path?: string | undefined;
  readonly flag?: string | undefined;
}

/** Reports have to be found and to be called something. `example` is a path. */
export function findable<S extends z.ZodType<WhereReportsAre>>(keys: S, example: string): S {
  return keys
    .refine(({ artifact, flag }) => artifact !== undefined || flag !== undefined, {
      error: "Name the `artifact` that the report is in, or the `flag` under which jobs send it themselves",
      path: ["artifact"],
    })
    .refine(({ artifact, path }) => artifact === undefined || path !== undefined, {
      error: `Say with \`path\` which files of the artifact are reports, such as \`${example}\``,
      path: ["path"],
    });
}

const claimPolicies = ["accept", "needs-approval", "refuse"] as const;

/** How a gate that judges by reports treats those of strangers, and how long it waits. */
export const trustKeys = {
  claims: z
    .enum(claimPolicies)
    .default("accept")
    .describe(
      "Whether to judge by reports of a fork, or of a change that edits workflows or actions; `needs-approval` waits for the label `evidence-approved`.",
    ),
  "timeout-minutes": z.int().min(1).max(1440).default(60).describe("So long reports are waited for."),
};
