/** The person who keeps the platform. */
export const maintainer = "mira";

/** An agent with an account of its own, and the folders that are its lane. */
interface CastAgent {
  readonly login: string;
  /** The number of its account, by which the platform's configuration knows it. */
  readonly id: number;
  /** Patterns of the ownership map. */
  readonly owns: readonly string[];
}

/** The agents by the names that the ownership map calls them. */
export const agents: Readonly<Record<string, CastAgent>> = {
  claude: { login: "claude[bot]", id: 8_100_001, owns: ["/core/", "/lukhas/identity/"] },
  codex: { login: "codex[bot]", id: 8_100_002, owns: ["/lukhas/consent/", "/lukhas/search/"] },
  gemini: { login: "gemini[bot]", id: 8_100_003, owns: ["/lukhas/billing/", "/matriz/"] },
  copilot: { login: "copilot[bot]", id: 8_100_004, owns: ["/products/"] },
};

/** What no agent has for itself. */
export const sharedPaths = ["/lukhas/ledger/", "README.md"] as const;

/** The `agents` of the ownership map, as lines of YAML that are indented by this many spaces. */
export function agentLines(indent: number): string {
  return Object.entries(agents)
    .map(([name, { login, id, owns }]) => {
      const lane = owns.map((pattern) => JSON.stringify(pattern)).join(", ");
      return `${" ".repeat(indent)}${name}: { identities: [{ login: "${login}", id: ${id} }], owns: [${lane}] }`;
    })
    .join("\n");
}
