import { describe, expect, it } from "@jest/globals";
import { problemsOf } from "./problems-of.ts";

const general = "[importlinter]\nroot_package = a\n";

function withContract(type: string, ...options: readonly string[]): string {
  return [general.trimEnd(), "[importlinter:contract:one]", "name = One", `type = ${type}`, ...options].join("\n");
}

describe("options of a contract", () => {
  it.each([
    [
      "an unknown type",
      withContract("layer", "layers = a"),
      [
        "5: there is no contract type layer; types written in Python by yourself cannot be carried over. Did you mean `layers`?",
      ],
    ],
    ["no type", `${general}[importlinter:contract:one]\nname = One\n`, ["3: `type` is missing."]],
    ["no name", `${general}[importlinter:contract:one]\ntype = layers\nlayers = a\n`, ["3: `name` is missing."]],
    [
      "an invented option",
      withContract("forbidden", "source_modules = a.x", "forbidden_modules = a.y", "forbidden_modules_regex = .*"),
      ["8: `forbidden_modules_regex` is no option of a contract of type forbidden. Did you mean `forbidden_modules`?"],
    ],
    [
      "an option of another type",
      withContract("independence", "modules = a", "layers = a"),
      ["7: `layers` is no option of a contract of type independence."],
    ],
    [
      "what is required",
      withContract("forbidden"),
      ["3: `source_modules` is missing.", "3: `forbidden_modules` is missing."],
    ],
    ["an empty list", withContract("independence", "modules ="), ["6: `modules` names nothing."]],
    [
      "names in one line",
      withContract("independence", "modules = a.x, a.y"),
      ["6: `a.x, a.y` in `modules`: Write a dotted name, such as lukhas.identity."],
    ],
    [
      "a wildcard for a part of a name",
      withContract("independence", "modules =", "  a.x", "  a.y*"),
      ["8: `a.y*` in `modules`: A wildcard stands for whole parts of a name: a.*.b, but not a.b*."],
    ],
    [
      "two wildcards in a row",
      withContract("independence", "modules = a.**.*"),
      ["6: `a.**.*` in `modules`: `**` already stands for every depth, so no other wildcard may stand beside it."],
    ],
    [
      "an ignore without arrow",
      withContract("independence", "modules = a", "ignore_imports = a.x"),
      ["7: `a.x` in `ignore_imports`: Write importer -> imported, such as lukhas.api -> core.db."],
    ],
    [
      "no alert level",
      withContract("independence", "modules = a", "unmatched_ignore_imports_alerting = warning"),
      ["7: `unmatched_ignore_imports_alerting` has to be error, warn, none."],
    ],
    [
      "both separators",
      withContract("layers", "layers =", "  a.x | a.y : a.z"),
      ["7: `a.x | a.y : a.z` in `layers`: Use either `|` or `:` in one layer, not both."],
    ],
    [
      "wildcards in layers",
      withContract("layers", "layers = a.*"),
      ["6: `a.*` in `layers`: Layers have no wildcards; `containers` may have them."],
    ],
    [
      "layers inside each other",
      withContract("layers", "layers =", "  a", "  a.x"),
      ["6: `layers`: a.x is a part of a, which is named too."],
    ],
    [
      "exhaustive without containers",
      withContract("layers", "layers = a.x", "exhaustive = True"),
      ["7: only layers with `containers` can be exhaustive."],
    ],
    [
      "a container elsewhere",
      withContract("layers", "layers = x", "containers = b"),
      ["7: the container b is outside the root packages."],
    ],
    [
      "independent of its own part",
      withContract("independence", "modules =", "  a", "  a.x"),
      ["6: `modules`: a.x is a part of a, which is named too."],
    ],
    [
      "an external package unannounced",
      withContract("forbidden", "source_modules = a", "forbidden_modules = django"),
      ["7: django is outside the root packages, so include_external_packages has to be True."],
    ],
    [
      "no number",
      withContract("acyclic_siblings", "ancestors = a", "depth = deep"),
      ["7: `depth` has to be a whole number from 0 to 1000."],
    ],
    [
      "a skipped ancestor",
      withContract("acyclic_siblings", "ancestors = a", "skip_descendants = a"),
      ["7: a is an ancestor too, so it cannot be skipped."],
    ],
    [
      "a list for one value",
      withContract("protected", "protected_modules = a", "allowed_importers = a", "as_packages =", "  True", "  False"),
      ["8: `as_packages` has to be one value."],
    ],
  ])("%s", (_title, text, expected) => {
    expect(problemsOf(".importlinter", text)).toEqual(expected);
  });

  it("name packages of other people by their first part", () => {
    const text = withContract("forbidden", "source_modules = a", "forbidden_modules = django.db");
    expect(problemsOf(".importlinter", text.replace("= a\n", "= a\ninclude_external_packages = True\n"))).toEqual([
      "8: django.db: packages of other people can only be named by their first part.",
    ]);
  });
});
