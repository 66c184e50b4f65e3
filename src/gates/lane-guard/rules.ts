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
  "private-import": {
    title: "A module imports what another package does not offer to others",
    fix: "Import what the package has in `public` instead, or have the module added there.",
  },
  "untagged-module": {
    title: "A module has no tag where every module must have one",
    fix: "Move it into a package that has a tag, or have it added to one of `tags`.",
  },
  "missing-import": {
    title: "A package does not import what a contract requires of it",
    fix: "Import it in one of the package's modules.",
  },
  "over-budget": {
    title: "There are more imports than a budget allows, or more than before",
    fix: "Do without the import, or remove as many others that the budget counts: only their number matters.",
  },
  "promotion-skips-lane": {
    title: "A file is promoted by more than one lane at once",
    fix: "Move it to the next lane only. It can go on from there in a later change.",
  },
  "ambiguous-lane": {
    title: "A package is in two lanes at once",
    fix: "Write the package out in the lane that it belongs to; that counts more than a wildcard.",
  },
  "expired-exception": {
    title: "An exception has ended, and its import is still there",
    fix: "Remove the import. Until that is done, only a later `until` in the configuration helps.",
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
    title: "A changed file could not be read to its end, so imports may be missing",
    fix: "Correct the file at the line named; `python -m py_compile FILE` shows what Python says of it.",
  },
  "dynamic-import-unread": {
    title: "A changed file imports something whose name only the running program knows",
    fix: "Write the name out where that is possible, or have the lists that plugins come from named under `plugin-lists`.",
  },
  "unknown-target": {
    title: "A contract names a package that nobody has or imports",
    fix: "Check the spelling in the configuration. Nothing is wrong if the package is only expected.",
  },
  "exception-ends-soon": {
    title: "An exception ends within two weeks",
    fix: "Remove the import before that day, or have the exception extended.",
  },
  "budget-used": { title: "How many imports a budget counts", fix: "Nothing to do." },
  "budget-can-shrink": {
    title: "A change leaves room in a budget",
    fix: "Lower `at-most` to the number that is left.",
  },
  "unresolved-import": {
    title: "An import leads to nothing in the repository",
    fix: "Correct the import, or the configuration that says where it leads. Nothing is wrong if the file is generated.",
  },
  "shadowed-file": {
    title: "A file has the module name of another file",
    fix: "Rename one of them, or list in `source-roots` only folders that no name is in twice.",
  },
  "symbolic-link": {
    title: "Symbolic links lead to sources and are not followed",
    fix: "Import what the link leads to by its own name, and name that in contracts. Nothing is wrong if nobody imports by the name of the link.",
  },
  "guards-nothing": {
    title: "A contract can forbid nothing in the tree as it is",
    fix: "Nothing is wrong if what it names is only expected. Otherwise correct its names.",
  },
  "existing-violations": {
    title: "Violations that were there before the change",
    fix: "They do not block. Remove them when you work on the modules that have them.",
  },
  "resolved-violations": { title: "Violations that the change removes", fix: "Nothing to do." },
} as const satisfies Record<string, RuleText>;
