import type { Territory } from "../core/territory.ts";

/** Where no gate knows whose paths are: only commands that ask for nothing of the kind make sense there. */
export const noTerritory: Territory = {
  agents: [],
  limits: { defaultTtlMs: 0, maxTtlMs: 0, maxActive: 0, maxFiles: 0 },
  compared: { maxAgeDays: 0, maxFiles: 0 },
  identify: ({ type }) => ({ tier: type === "bot" ? "unknown-bot" : "none", agent: undefined }),
  ownerOf: () => ({ mode: "open", owners: [], source: "no rule" }),
  pattern: () => ({ kind: "problem", because: "No gate knows whose paths are." }),
};
