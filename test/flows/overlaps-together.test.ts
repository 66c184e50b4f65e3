import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type OverlapStory, openOverlapStory } from "./support/overlap-story.ts";

const configuration = `version: 1
mode: enforce
gates:
  lane-guard:
    contracts:
      - { name: Lukhas never knows candidates, type: forbidden, from: [lukhas], to: [candidate] }
  ownership:
    overlap: { block-on: [semantic, textual] }
`;

const files = {
  "lukhas/__init__.py": "",
  "lukhas/x.py": "X = 1\n",
  "core/__init__.py": "",
  "core/y.py": "Y = 1\n",
  "candidate/__init__.py": "",
  "candidate/z.py": "Z = 1\n",
};

let story: OverlapStory;
beforeAll(async () => {
  story = await openOverlapStory(files, { configuration });
});
afterAll(() => story.world[Symbol.asyncDispose]());

describe("two pull requests that share no file and break a contract only together", () => {
  it("stop the one that has to wait, tell the other, and are free when one of them imports something else", async () => {
    const one = await story.open("a", { "lukhas/x.py": "import core.y\n" });
    await story.says(one, /^success.*It meets none of 0 open pull requests/);
    const other = await story.open("b", { "core/y.py": "import candidate.z\n" });
    await story.says(other, new RegExp(`^failure.*It has to wait for #${one}\\.`));
    await story.says(one, new RegExp(`^success.*It meets #${other}\\.`));
    const text = await story.text(other);
    expect(text).toContain("together break what each keeps alone");
    expect(text).toContain("lukhas.x now reaches candidate.z");
    await story.rest();
    expect(story.looseObjects()).toBe(0);
    await story.push(other, "b", { "core/y.py": "import json\n" });
    await story.says(other, /^success.*It meets none of 1 open pull request/);
    await story.says(one, /^success.*It meets none of 1 open pull request/);
  });
});
