import type { RuleText } from "../../core/gate.ts";

export const laneGuardRules = {
  "forbidden-import": {
    title: "A module imports what a contract forbids",
    fix: "Remove the import. Move what is needed to a package that both sides may import, or pass it in as an argument.",
  },
  "forbidden-chain": {
    title: "A module reaches what a contract forbids through other modules",
    fix: "Cut the chain at the new link, or move what is needed to a package that both sides may import.",
  },
  "protected-import": {
    title: "A module imports a protected package without being allowed to",
    fix: "Use what the allowed importers offer instead, or have the module added to `allowed-importers`.",
  },
  "import-cycle": {
    title: "An import closes a cycle between packages that must not form one",
    fix: "Remove the import that closes the cycle, or move what both sides need to a third package.",
  },
  "undeclared-layer": {
    title: "A module stands beside the layers of an exhaustive contract and is none of them",
    fix: "Move it into a layer, or have it added to `layers` or to `exhaustive-ignores`.",
  },
  "unmatched-ignore": {
    title: "A contract ignores an import that nobody makes",
    fix: "Delete the entry of `ignore` in the configuration, or correct its names.",
  },
  "unknown-module": {
    title: "A contract names a package that the repository does not have",
    fix: "Correct the name in the configuration, or remove it if the package is gone.",
  },
  "adopted-configuration": {
    title: "A file that `adopt` names is missing or cannot be carried over in full",
    fix: "Correct the file at the line named. Nothing of it is applied until all of it is understood.",
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
