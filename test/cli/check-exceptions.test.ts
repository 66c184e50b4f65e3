import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { CheckOutput } from "../../src/cli/render/json.ts";
import { createGitRepository, type GitRepository } from "../support/git-repository.ts";
import { run } from "./test-terminal.ts";

let repository: GitRepository;
beforeEach(() => {
  repository = createGitRepository();
});
afterEach(() => repository[Symbol.dispose]());

/** Judges a change that has nothing to do with the exception. */
async function checkWith(until: string) {
  const configuration = `version: 1
gates:
  lane-guard:
    contracts:
      - name: No
        type: forbidden
        from: [a]
        to: [b]
        ignore: [{ import: a -> b, reason: Soon, until: ${until} }]
`;
  const files = { ".github/lanekeeper.yml": configuration, "a.py": "import b\n", "b.py": "" };
  repository.commit("main", files);
  repository.commit("feature", { "c.py": "c = 1\n" }, { from: "main" });
  repository.checkout("feature");
  const ran = await run(["check", "--format", "json"], { cwd: repository.directory });
  const { report } = CheckOutput.parse(JSON.parse(ran.out));
  const { verdict } = report.gates[1] ?? {};
  return { code: ran.code, rules: verdict?.outcome === "failed" ? verdict.findings.map(({ rule }) => rule) : [] };
}

describe("exceptions with a last day", () => {
  it.each([
    ["2999-12-31", 0, []],
    ['"2999-12-31"', 0, []],
    ["2020-01-31", 1, ["expired-exception"]],
    ['"2020-01-31"', 1, ["expired-exception"]],
  ])("until %s", async (until, code, rules) => {
    expect(await checkWith(until)).toEqual({ code, rules });
  });
});
