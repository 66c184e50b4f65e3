// Who may know whom. `npm run check:architecture` holds it; importing only a type counts as knowing.

/** Every folder of src, and which others it may import. */
const folders = {
  core: { knows: [], because: "the vocabulary stands alone" },
  // No parser needs core today, so formats may not even know that.
  formats: { knows: [], because: "a parser turns bytes into values and knows nobody of ours" },
  gates: { knows: ["core", "formats"], because: "a gate asks ports and judges values" },
  config: { knows: ["core", "formats"], because: "it is handed the gates, so a new gate changes nothing here" },
  commands: { knows: ["core", "formats"], because: "what comes of a command is decided without asking anybody" },
  engine: { knows: ["core", "config"], because: "it is handed the gates and the sources" },
  database: { knows: ["core", "formats"], because: "adapters do not know each other" },
  github: { knows: ["core", "formats"], because: "adapters do not know each other" },
  git: { knows: ["core", "formats"], because: "adapters do not know each other" },
  store: { knows: ["core", "formats", "database"], because: "adapters do not know each other, but share one database" },
  queue: { knows: ["core", "formats", "database"], because: "adapters do not know each other, but share one database" },
  memory: { knows: ["core", "formats"], because: "adapters do not know each other" },
  archives: { knows: ["core", "formats"], because: "adapters do not know each other" },
  workers: { knows: ["core", "formats", "archives"], because: "hostile archives are opened in a process of their own" },
  sigstore: { knows: ["core", "formats"], because: "adapters do not know each other" },
  web: { knows: ["core", "formats"], because: "adapters do not know each other" },
  app: {
    knows:
      "core formats gates config commands engine database github git store queue memory sigstore web workers".split(
        " ",
      ),
    because: "the server joins everything, and must run without the command line and the demo",
  },
  demo: { knows: ["core", "github", "web", "app"], because: "it plays with the real server, from outside" },
  cli: {
    knows:
      "core formats gates config engine database github git store queue memory sigstore web workers app demo".split(
        " ",
      ),
    because: "the command line is where everything comes together",
  },
};

const names = Object.keys(folders).join("|");
const inner = "core|formats|config|gates|commands|engine";

const folderRules = Object.entries(folders).map(([folder, { knows, because }]) => ({
  name: `${folder}-knows-too-much`,
  severity: "error",
  comment: `src/${folder} may import ${knows.length > 0 ? knows.join(", ") : "no other folder"}: ${because}.`,
  from: { path: `^src/${folder}/` },
  to: { path: "^src/", pathNot: `^src/(${[folder, ...knows].join("|")})/` },
}));

export default {
  forbidden: [
    ...folderRules,
    {
      name: "folder-without-rule",
      severity: "error",
      comment: "Every folder of src says in .dependency-cruiser.mjs whom it may know.",
      from: { path: "^src/", pathNot: `^src/(${names})/` },
      to: {},
    },
    {
      name: "gates-know-each-other",
      severity: "error",
      comment: "A gate can be added, read and removed alone. Only the registry, src/gates/index.ts, names them all.",
      from: { path: "^src/gates/([^/]+)/" },
      to: { path: "^src/gates/", pathNot: "^src/gates/$1/" },
    },
    {
      name: "gates-past-the-registry",
      severity: "error",
      comment:
        "Nobody depends on one certain gate: take it from src/gates/index.ts. The arithmetic of benchmarks, the policy of one attestation, the ages of keys, whose a path is, overlaps, what a clone is told of both, and the splitting of a change are no gates.",
      from: { path: "^src/", pathNot: "^src/gates/" },
      to: {
        path: "^src/gates/",
        pathNot:
          "^src/gates/(index[.]ts$|benchmarks/(compare|decide|simulate)/|attestations/(settings|verify|keys)/|ownership/(model[.]ts$|map/|overlap/|desk/)|batch-size/split/)",
      },
    },
    {
      name: "stand-in-knows-lanekeeper",
      severity: "error",
      comment:
        "The stand-in GitHub is a second witness: it shares no code with the server that it tests, but the look.",
      from: { path: "^src/demo/github/" },
      to: { path: "^src/", pathNot: "^src/(demo/github|core|web)/" },
    },
    {
      name: "inner-touches-node",
      severity: "error",
      comment: "Inner folders touch neither disk, network, clock nor environment: take what you need as an argument.",
      from: { path: `^src/(${inner})/` },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "source-knows-tooling",
      severity: "error",
      comment: "What is built and shipped is src alone.",
      from: { path: "^src/" },
      to: { path: "^(test|bench|scripts)/" },
    },
    {
      name: "undeclared-package",
      severity: "error",
      comment: "What src imports is listed in `dependencies`; nothing else is installed where it runs.",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "unresolved",
      severity: "error",
      comment: "An import that is not found cannot be checked.",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "cycle",
      severity: "error",
      comment: "Modules in a cycle can only be understood, tested and moved together.",
      from: {},
      // Inside one folder two files may name each other's types; between folders, the table above has no cycle.
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "orphan",
      severity: "error",
      comment: "Nobody imports this module and it imports nobody: delete it, or use it.",
      // Types of a package that brings none are found by its name.
      from: { orphan: true, pathNot: "[.]d[.]ts$" },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types", "default"] },
  },
};
