import type { Subject } from "../../core/subject.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";
import type { PatchSafetySettings } from "./model.ts";
import { presetRules } from "./presets.ts";
import type { PatchRule, When } from "./rule-settings.ts";

/** The rules that count for this change: those of the preset first. */
export function activeRules(settings: PatchSafetySettings, subject: Subject): readonly PatchRule[] {
  const { preset, forbidden = [], rules } = settings;
  const all = [...(preset === undefined ? [] : presetRules(preset, forbidden)), ...rules];
  return all.filter((rule) => holds(rule.when ?? settings.when, subject));
}

/** Only a pull request has a label and an author. */
function holds(when: When | undefined, subject: Subject): boolean {
  if (when === undefined) return true;
  const { label, branch, author } = when;
  const isPullRequest = subject.kind === "pull-request";
  if (label !== undefined && !(isPullRequest && subject.labels.includes(label))) return false;
  if (author !== undefined && !(isPullRequest && subject.author === author)) return false;
  return branch === undefined || matcherOf([branch])(subject.headRef.replace(/^refs\/heads\//, ""));
}
