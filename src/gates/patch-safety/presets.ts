import type { PatchSafetySettings } from "./model.ts";
import { PatchRule } from "./rule-settings.ts";

type Preset = NonNullable<PatchSafetySettings["preset"]>;

/** What each preset stands for, as it could be written under `rules`. */
export function presetRules(preset: Preset, forbidden: readonly string[]): readonly PatchRule[] {
  switch (preset) {
    case "lazy-import":
      return rules([
        { type: "parse-after" },
        { type: "require", import: "importlib", "and-call": true, languages: ["python"] },
        { type: "forbid", "import-from": [...forbidden], languages: ["python"] },
        { type: "deleted-definitions" },
        { type: "deleted-lines", max: 2 },
        { type: "max-files", max: 20 },
      ]);
    case "imports-only":
      return rules([{ type: "parse-after" }, { type: "only-kinds", kinds: ["imports", "comments", "blank"] }]);
    case "docs-only":
      return rules([
        { type: "parse-after" },
        { type: "only-kinds", kinds: ["docs", "comments", "docstrings", "blank"] },
      ]);
    case "no-deletions":
      return rules([{ type: "parse-after" }, { type: "deleted-definitions" }, { type: "deleted-lines" }]);
  }
}

type Written = Parameters<typeof PatchRule.parse>[0];

function rules(written: readonly Written[]): readonly PatchRule[] {
  return written.map((rule) => PatchRule.parse(rule));
}
