import { agentLines, sharedPaths } from "./cast.ts";

/** Files by path. */
export type Files = Readonly<Record<string, string>>;

/** The lanes of the made-up platform, each with its packages. Code flows from right to left: candidate, labs, then production. */
const lanes: Readonly<Record<string, readonly string[]>> = {
  core: ["cache", "clock", "events", "storage", "text"],
  matriz: ["adapters", "graph", "nodes", "plugins", "runtime", "scoring"],
  lukhas: ["api", "billing", "consent", "identity", "ledger", "search"],
  candidate: ["dreams", "memory", "reasoning", "vision", "voice"],
  labs: ["agents", "evals", "notebooks", "prompts"],
  products: ["assistant", "console", "mobile", "reports"],
};

const moduleNames = ["model", "service", "store", "planner", "codec", "report"] as const;

/** Which lanes a lane's modules import from when the platform is made. Every one of these imports is allowed. */
const importsFrom: Readonly<Record<string, readonly string[]>> = {
  core: [],
  matriz: ["core"],
  lukhas: ["core", "matriz"],
  candidate: ["core", "matriz", "lukhas"],
  labs: ["core", "candidate"],
  products: ["core", "lukhas", "matriz"],
};

/** Which keys may sign what is built, and which log vouches for when they did. */
export const registryPath = ".github/attestation-keys.yml";
export const rootPath = ".github/trusted-root.json";

/** Lives beside `main`: what is in it is not meant for `main` yet. */
export const longLivedBranch = "next";

export const configurationText = `version: 1
mode: enforce
gates:
  lane-guard:
    contracts:
      - name: Production never imports experiments
        type: forbidden
        from: [lukhas, core]
        to: [candidate, labs]
        why: Candidate and labs code has no review for production, and it changes without notice.
      - name: Core stands alone
        type: forbidden
        from: [core]
        to: [matriz, lukhas, products]
        why: Every lane builds on core, so core must build on none of them.
  coverage:
    reports:
      - artifact: coverage
        path: coverage.xml
        workflow: .github/workflows/tests.yml
    modules: { lukhas/: 75, core/: 75, matriz/: 80, candidate/: 30 }
    changed-lines: 80
    max-drop: 1
  benchmarks:
    reports:
      - artifact: bench
        path: "head-*.json"
        base-path: "base-*.json"
        workflow: .github/workflows/tests.yml
    limit: 10%
    budgets: [{ benchmark: "*test_walk*", p95: 50ms }]
  batch-size:
    max-files: 20
    max-lines: 1000
  attestations:
    modules:
      - name: core
        subjects: [core.zip]
        artifact: dist
        signer: { keys: [release] }
    trust: { domains: [], root: ${rootPath} }
    keys: { registry: ${registryPath} }
    forks: defer
  ownership:
    agents:
${agentLines(6)}
    shared: ${JSON.stringify(sharedPaths)}
  branch-base:
    allowed: [main]
    long-lived: [${longLivedBranch}]
  patch-safety:
    sensitive: { configuration: fail }
`;

/** About two hundred Python files in six lanes, the same every time, with the configuration that guards them. */
export function platformFiles(): Files {
  const files: Record<string, string> = {
    ".github/lanekeeper.yml": configurationText,
    ".github/workflows/tests.yml":
      "name: Tests\non: [push, pull_request]\njobs:\n  tests:\n    runs-on: ubuntu-latest\n    steps:\n      - run: coverage run -m pytest && coverage xml\n      - uses: actions/upload-artifact@v4\n        with: { name: coverage, path: coverage.xml }\n      - run: scripts/measure-in-turn.sh results\n      - uses: actions/upload-artifact@v4\n        with: { name: bench, path: results }\n      - run: scripts/pack.sh core dist/core.zip\n      - run: cosign attest-blob dist/core.zip --key env://RELEASE_KEY --type slsaprovenance1 --predicate provenance.json --bundle dist/core.zip.sigstore.json\n      - uses: actions/upload-artifact@v4\n        with: { name: dist, path: dist }\n",
    "README.md": "# The platform\n\nOne repository, six lanes, several agents at work at once.\n",
  };
  for (const [lane, packages] of Object.entries(lanes)) {
    files[`${lane}/__init__.py`] = `"""The ${lane} lane."""\n`;
    for (const [packageIndex, packageName] of packages.entries()) {
      files[`${lane}/${packageName}/__init__.py`] = `"""${lane}.${packageName}"""\n`;
      for (const [index, name] of moduleNames.entries()) {
        files[`${lane}/${packageName}/${name}.py`] = moduleText(lane, packageName, name, packageIndex + index);
      }
    }
  }
  // The engine may load previews of candidate plans; production may not reach them through it.
  files["matriz/plugins/preview.py"] =
    `"""Previews of plans that are still candidates."""\n\nfrom candidate.reasoning import planner\n\n\ndef preview(goal: str) -> str:\n    return planner.planner_of(goal)\n`;
  files["matriz/runtime/loader.py"] =
    `"""Loads plugins by name."""\n\nfrom matriz.plugins import preview\n\n\ndef load(name: str) -> object:\n    return {"preview": preview.preview}[name]\n`;
  files["matriz/adapters/bridge.py"] =
    `"""What other lanes see of the engine."""\n\nfrom matriz.runtime.loader import load\n\n\ndef plan(goal: str) -> str:\n    return str(load("preview"))\n`;
  return files;
}

function moduleText(lane: string, packageName: string, name: string, seed: number): string {
  const imports = (importsFrom[lane] ?? []).map((other, index) => importLine(other, seed + index));
  // Within a package imports go one way, so that nothing is cyclic.
  const before = moduleNames[moduleNames.indexOf(asModuleName(name)) - 1];
  if (before !== undefined) imports.push(`from . import ${before}`);
  return `"""${lane}.${packageName}.${name}"""

${imports.join("\n")}${imports.length > 0 ? "\n\n\n" : ""}def ${name}_of(key: str) -> str:
    return f"${lane}.${packageName}.${name}:{key}"
`;
}

function importLine(lane: string, seed: number): string {
  const packages = lanes[lane] ?? [];
  const packageName = packages[seed % packages.length] ?? "";
  const name = moduleNames[seed % moduleNames.length] ?? "model";
  return seed % 2 === 0
    ? `from ${lane}.${packageName} import ${name} as ${lane}_${name}`
    : `import ${lane}.${packageName}.${name}`;
}

function asModuleName(name: string): (typeof moduleNames)[number] {
  return moduleNames.find((each) => each === name) ?? "model";
}
