import type { GitRepository } from "../../support/git-repository.ts";

export type Files = Parameters<GitRepository["commit"]>[1];

/** Conclusion by name of the check run without `lanekeeper / `; the status where there is none. */
export type Verdict = Readonly<Record<string, string>>;

export const configuration = `version: 1
mode: enforce
gates:
  lane-guard:
    contracts:
      - { name: Production stands alone, type: forbidden, from: [lukhas, core], to: [candidate] }
  batch-size: { max-files: 5, max-lines: 200 }
`;

/** The repository on `main`, before anybody changes it. */
export const startFiles: Files = {
  ".github/lanekeeper.yml": configuration,
  "core/__init__.py": "",
  "core/clock.py": "import time\n",
  "lukhas/__init__.py": "",
  "lukhas/identity.py": "from core import clock\n",
  "matriz/__init__.py": "",
  "matriz/bridge.py": "from matriz import loader\n",
  "matriz/loader.py": "import candidate.dreams\n",
  "candidate/__init__.py": "",
  "candidate/dreams.py": "",
};

export const clean = "import core.clock\n";
export const cleanChange: Files = { "lukhas/billing.py": clean };
export const forbiddenChange: Files = { "lukhas/tokens.py": "import os\nfrom candidate import dreams\n" };

export const clear: Verdict = {
  configuration: "success",
  "lane-guard": "success",
  "batch-size": "success",
  lanekeeper: "success",
};
export const forbidden: Verdict = { ...clear, "lane-guard": "failure", lanekeeper: "failure" };
