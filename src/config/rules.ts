import type { RuleText } from "../core/gate.ts";

interface ConfigurationRule extends RuleText {
  readonly why: string;
}

const nothingIsGuessed =
  "Lanekeeper applies nothing of a configuration that it does not fully understand: a rule that is silently left out protects nobody.";

/** Every rule that a finding about the configuration can name. */
export const configurationRules = {
  missing: {
    title: "The base branch has no configuration",
    why: "Without a configuration nothing is checked, and that must never look like a pass.",
    fix: "Add `.github/lanekeeper.yml` to the base branch, or uninstall Lanekeeper from this repository.",
  },
  "not-yaml": {
    title: "The configuration is not the YAML that Lanekeeper reads",
    why: nothingIsGuessed,
    fix: "Correct the named line. Lanekeeper reads plain YAML 1.2: one document, no tags, no merge keys, no key twice.",
  },
  "unknown-key": {
    title: "A key that Lanekeeper does not know",
    why: nothingIsGuessed,
    fix: "Correct the spelling of the key, or delete it.",
  },
  "invalid-value": {
    title: "A value is missing, of the wrong kind, or out of range",
    why: nothingIsGuessed,
    fix: "Write a value that the setting takes.",
  },
  "unsupported-version": {
    title: "The configuration does not say `version: 1`",
    why: "The version says how the file is meant to be read, so that a later Lanekeeper cannot misread it.",
    fix: "Start the file with the line `version: 1`.",
  },
  "no-gates": {
    title: "The configuration switches no gate on",
    why: "Without a gate nothing is checked, and that must never look like a pass.",
    fix: "Name at least one gate under `gates:`, or uninstall Lanekeeper from this repository.",
  },
  "too-large": {
    title: "The configuration is too large",
    why: "Reading a configuration has to take bounded time and memory, whoever wrote it.",
    fix: "Make the file smaller.",
  },
  preview: {
    title: "What the changed configuration would say",
    why: "A pull request is judged by the configuration of its base branch. The one that it brings counts once it is merged.",
    fix: "Nothing to fix. Read it before you merge.",
  },
} as const satisfies Record<string, ConfigurationRule>;

export type ConfigurationRuleId = keyof typeof configurationRules;
