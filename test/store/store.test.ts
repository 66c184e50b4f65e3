import { expect, it } from "@jest/globals";
import { createDerivedValues } from "../../src/store/derived-values.ts";
import { createEvidenceStore } from "../../src/store/evidence.ts";
import { createSpentTokens } from "../../src/store/spent-tokens.ts";
import { createStore } from "../../src/store/store.ts";
import { evidenceSuite } from "../ports/evidence-suite.ts";
import { spentTokensSuite } from "../ports/spent-tokens-suite.ts";
import { derivedValuesSuite, storeSuite } from "../ports/store-suite.ts";
import { onBothEngines } from "../support/databases.ts";

onBothEngines((databases) => {
  storeSuite(async () => createStore(await databases.open()));
  evidenceSuite(async () => createEvidenceStore(await databases.open()));
  spentTokensSuite(async () => createSpentTokens(await databases.open()));
  it("forgets uploads of a repository that never had a pull request", async () => {
    const database = await databases.open();
    const evidence = createEvidenceStore(database);
    const about = { installationId: 5, repositoryId: 7, commit: "c1", reader: "lines@1", artifactId: 1, savedAt: 1 };
    await evidence.saveUpload({ ...about, upload: "ci.yml" }, []);
    expect(await createStore(database).forgetRepositories(5, [])).toEqual([7]);
    expect(await evidence.uploadsOf(7, "c1", "lines@1")).toEqual(new Map());
  });
  derivedValuesSuite(async (options) => createDerivedValues(await databases.open(), options));
});
