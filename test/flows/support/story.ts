import { describe, expect, it } from "@jest/globals";
import type { GitHubWorld, SeenCheckRun } from "../../../src/demo/github/github-world.ts";
import { clean, clear, configuration, type Files, forbidden, type Verdict } from "./story-files.ts";

/** What the story needs: pull requests on a guarded repository, and what their check runs say in the end. */
export interface StoryWorld {
  openPull(
    branch: string,
    files: Files,
    options?: { readonly fork?: boolean },
  ): Promise<{ readonly number: number; readonly headSha: string }>;
  /** Conclusions by name, once the roll-up is completed. */
  verdict(sha: string): Promise<Verdict>;
  runs(sha: string): Promise<readonly SeenCheckRun[]>;
  rerun(checkRunId: number): ReturnType<GitHubWorld["rerequestCheckRun"]>;
}

/** The story of pull requests that holds on any GitHub, be it the stand-in or the real one. */
export function pullRequestStory(world: () => StoryWorld): void {
  const runOf = async (sha: string, name: string) => {
    const run = (await world().runs(sha)).find((each) => each.name === name);
    if (run === undefined) throw new Error(`There is no run ${name}.`);
    return run;
  };

  describe("a pull request", () => {
    it("that is clean gets a passing check a gate and a roll-up that says what was examined", async () => {
      const { headSha } = await world().openPull("clean", { "lukhas/billing.py": clean });
      expect(await world().verdict(headSha)).toEqual(clear);
      const run = await runOf(headSha, "lanekeeper / lane-guard");
      expect(run.title).toMatch(/10 modules with 5 imports checked against 1 contract/);
      expect(run.annotations).toEqual([]);
    });

    it("with a forbidden import fails on the very line", async () => {
      const files = { "lukhas/tokens.py": "import os\nfrom candidate import dreams\n" };
      const { headSha } = await world().openPull("direct", files);
      expect(await world().verdict(headSha)).toEqual(forbidden);
      const [annotation] = (await runOf(headSha, "lanekeeper / lane-guard")).annotations;
      expect(annotation).toMatchObject({ path: "lukhas/tokens.py", start_line: 2, annotation_level: "failure" });
      expect(annotation?.message).toContain("lukhas.tokens imports candidate.dreams");
    });

    it("that reaches the forbidden package through three modules shows the whole chain", async () => {
      const { headSha } = await world().openPull("chain", { "lukhas/session.py": "from matriz import bridge\n" });
      expect(await world().verdict(headSha)).toEqual(forbidden);
      const [annotation] = (await runOf(headSha, "lanekeeper / lane-guard")).annotations;
      expect(annotation).toMatchObject({ path: "lukhas/session.py", start_line: 1 });
      for (const link of ["matriz.bridge", "matriz.loader", "candidate.dreams"]) {
        expect(annotation?.raw_details).toContain(link);
      }
    });

    it("that is too large fails its batch size and nothing else", async () => {
      const names = Array.from({ length: 6 }, (_, index) => `core/part_${index}.py`);
      const { headSha } = await world().openPull("large", Object.fromEntries(names.map((name) => [name, "1\n"])));
      expect(await world().verdict(headSha)).toEqual({ ...clear, "batch-size": "failure", lanekeeper: "failure" });
    });

    it("from a fork is judged like any other", async () => {
      const files = { "lukhas/forked.py": "import candidate\n" };
      const { headSha } = await world().openPull("from-a-fork", files, { fork: true });
      expect(await world().verdict(headSha)).toEqual(forbidden);
    });

    it("that switches the gate off is judged by the configuration of its base, and shown what would change", async () => {
      const relaxed = configuration.replace(/ {2}lane-guard:[\s\S]*?(?= {2}batch-size)/, "");
      const files = { "lukhas/relaxed.py": "import candidate\n", ".github/lanekeeper.yml": relaxed };
      const { headSha } = await world().openPull("relax", files);
      expect(await world().verdict(headSha)).toEqual(forbidden);
      const [preview] = (await runOf(headSha, "lanekeeper / configuration")).annotations;
      expect(preview).toMatchObject({ path: ".github/lanekeeper.yml", annotation_level: "notice" });
      expect(preview?.message).toContain("`lane-guard` would no longer run");
    });

    it("says the same again when somebody re-runs a check", async () => {
      const { headSha } = await world().openPull("again", { "lukhas/again.py": "import candidate\n" });
      await world().verdict(headSha);
      const before = await runOf(headSha, "lanekeeper / lane-guard");
      await world().rerun(before.id);
      expect(await world().verdict(headSha)).toEqual(forbidden);
      const after = await runOf(headSha, "lanekeeper / lane-guard");
      expect(after.annotations).toHaveLength(before.annotations.length);
    });
  });
}
