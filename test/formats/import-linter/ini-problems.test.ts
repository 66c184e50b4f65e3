import { describe, expect, it } from "@jest/globals";
import { problemsOf } from "./problems-of.ts";

const general = "[importlinter]\nroot_package = a\n";
const one = "[importlinter:contract:one]\nname = One\ntype = independence\nmodules =\n  a.x\n  a.y\n";

describe("an INI file that cannot be carried over", () => {
  it.each([
    ["nothing", "", ["1: there is no section [importlinter]."]],
    ["no section of ours", "# empty\n", ["1: there is no section [importlinter]."]],
    [
      "a section of another name",
      `${general}${one}[contract:x]\n`,
      ["9: import-linter reads no section [contract:x]. Did you mean [importlinter:contract:x]?"],
    ],
    [
      "a dot for a colon",
      `${general}${one}[importlinter.contract.x]\n`,
      ["9: import-linter reads no section [importlinter.contract.x]. Did you mean [importlinter:contract:x]?"],
    ],
    [
      "something quite different",
      `${general}${one}[flake8]\n`,
      ["9: import-linter reads no section [flake8]. Did you mean [importlinter] or [importlinter:contract:<id>]?"],
    ],
    [
      "a line before the first section",
      `root_package = a\n${general}${one}`,
      ["1: something stands before the first section."],
    ],
    [
      "a section twice",
      `${general}${one}${one}`,
      ["9: the section [importlinter:contract:one] is here twice, first in line 3."],
    ],
    [
      "an option twice",
      `${general}root_package = b\n${one}`,
      ["3: the option root_package is here twice, first in line 2."],
    ],
    [
      "a list that is not indented",
      `${general}${one}ignore_imports =\na.x -> a.y\n`,
      ["10: the line is neither a section nor `option = value`. The lines of a list have to be indented."],
    ],
    [
      "a reference",
      `${general.replace("= a", "= %(x)s")}${one}`,
      [
        "2: references such as %(option)s are not carried over: write the value out.",
        "2: `%(x)s` in `root_package`: Write a dotted name, such as lukhas.identity.",
      ],
    ],
    [
      "a default that no section takes",
      `[DEFAULT]\nignore_import = a.x -> a.y\n${general}${one}`,
      ["2: no section takes `ignore_import` from [DEFAULT]. Did you mean `ignore_imports`?"],
    ],
    [
      "a default that is wrong in several sections",
      `[DEFAULT]\nignore_imports = %(x)s\n${general}${one}${one.replace(":one", ":two")}`,
      [
        "2: references such as %(option)s are not carried over: write the value out.",
        "2: `%(x)s` in `ignore_imports`: Write importer -> imported, such as lukhas.api -> core.db.",
      ],
    ],
  ])("%s", (_title, text, expected) => {
    expect(problemsOf(".importlinter", text)).toEqual(expected);
  });

  it("may have other sections where tools share it", () => {
    expect(problemsOf("setup.cfg", `[flake8]\nx = 1\n${general}${one}`)).toEqual([]);
    expect(problemsOf("setup.cfg", `[contract:x]\n${general}${one}`)).toHaveLength(1);
    expect(problemsOf("setup.cfg", `[import-linter]\n${general}${one}`)).toHaveLength(1);
  });
});

describe("options of [importlinter]", () => {
  it.each([
    ["no root", "", ["1: `root_package` is missing."]],
    ["an empty root", "root_package =", ["2: `root_package` names nothing."]],
    ["a folder as root", "root_package = .", ["2: `.` in `root_package`: Name the package itself; a folder is none."]],
    ["a wildcard as root", "root_package = a.*", ["2: `a.*` in `root_package`: A root package has no wildcard."]],
    [
      "both roots",
      "root_package = a\nroot_packages = a",
      ["2: name either `root_package` or `root_packages`, not both."],
    ],
    [
      "a misspelt option",
      "root_package = a\ninclude_external_package = True",
      ["3: `include_external_package` is no option of [importlinter]. Did you mean `include_external_packages`?"],
    ],
    [
      "no truth value",
      "root_package = a\ninclude_external_packages = yes",
      ["3: `include_external_packages` has to be True or False."],
    ],
    [
      "types of one's own",
      "root_package = a\ncontract_types =\n  x: y.Z",
      ["3: `contract_types` names Python code of your own, which Lanekeeper does not run."],
    ],
  ])("%s", (_title, options, expected) => {
    expect(problemsOf(".importlinter", `[importlinter]\n${options}\n${one}`)).toEqual(expected);
  });

  it("need a contract beside them", () => {
    expect(problemsOf(".importlinter", general)).toEqual(["1: there is no contract, so nothing would be checked."]);
  });
});
