export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": "<rootDir>/test/jest-strip-types.mjs" },
  testTimeout: 180_000,
  // Modules of a test file stay in the worker's memory, and starting a process costs what its parent holds: 5 ms of a worker that
  // has just begun, 100 ms with 1.2 GB. Tests start thousands, so a worker that has grown makes room for a new one.
  workerIdleMemoryLimit: "150MB",
};
