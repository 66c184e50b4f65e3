import { createDerivedValues } from "../../src/store/derived-values.ts";
import { createEvidenceStore } from "../../src/store/evidence.ts";
import { createStore } from "../../src/store/store.ts";
import { evidenceSuite } from "../ports/evidence-suite.ts";
import { derivedValuesSuite, storeSuite } from "../ports/store-suite.ts";
import { onBothEngines } from "../support/databases.ts";

onBothEngines((databases) => {
  storeSuite(async () => createStore(await databases.open()));
  evidenceSuite(async () => createEvidenceStore(await databases.open()));
  derivedValuesSuite(async (options) => createDerivedValues(await databases.open(), options));
});
