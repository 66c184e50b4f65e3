import { z } from "zod";
import { GlobSetting } from "../../formats/globs/glob-setting.ts";
import { PatchRule, When } from "./rule-settings.ts";

const presetNames = ["lazy-import", "imports-only", "docs-only", "no-deletions"] as const;

const Level = z.enum(["fail", "note", "off"]);
export type Level = z.infer<typeof Level>;

const level = (what: string) =>
  Level.default("fail").describe(`What follows from ${what}: it fails, gets a note, or is let be.`);

const Sensitive = z.strictObject({
  workflows: level("a change below `.github/workflows/` or `.github/actions/`"),
  configuration: level("a change of Lanekeeper's own configuration"),
  symlinks: level("a symbolic link whose target is outside of the repository"),
  submodules: level("a submodule that is added, moved or removed, or a change of `.gitmodules`"),
  "bidirectional-text": level("control characters that make added text look other than it is"),
});

export const PatchSafetySettings = z
  .strictObject({
    when: When.exactOptional().describe(
      "When the preset and the rules count, for those that do not say so themselves; always, when left out.",
    ),
    preset: z.enum(presetNames).exactOptional().describe("Rules for a well-known kind of mechanical change."),
    forbidden: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(50)
      .exactOptional()
      .describe("For the preset `lazy-import`: packages that may only be imported by a call."),
    rules: z.array(PatchRule).max(50).default([]).describe("Rules beside those of the preset."),
    sensitive: Sensitive.prefault({}).describe("What is looked at in every change, whatever `when` says."),
    configuration: z
      .array(GlobSetting.max(200))
      .max(20)
      .default([])
      .describe(
        "Glob patterns of further files that count as configuration of Lanekeeper, such as a map that it names.",
      ),
  })
  .superRefine(({ preset, forbidden }, context) => {
    if ((preset === "lazy-import") === (forbidden !== undefined)) return;
    const message =
      preset === "lazy-import"
        ? "The preset `lazy-import` needs `forbidden`: the packages that may only be imported by a call"
        : "`forbidden` belongs to the preset `lazy-import`: write a rule with `type: forbid` instead";
    context.addIssue({ code: "custom", path: ["forbidden"], message });
  });
export type PatchSafetySettings = z.infer<typeof PatchSafetySettings>;

/** Whether anything is looked at in every change. */
export function looksThrough({ sensitive }: PatchSafetySettings): boolean {
  return Object.values(sensitive).some((each) => each !== "off");
}
