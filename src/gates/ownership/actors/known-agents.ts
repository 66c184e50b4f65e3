import type { Account } from "../../../core/acting.ts";

/** An account that is an agent's, by its number. The login is for people to read. `source` says where the number is from. */
export interface KnownAccount extends Account {
  readonly source: string;
}

/** A coding agent, and by what it can be told. Branches, addresses and trailers are hints: anybody can write them. */
export interface KnownAgent {
  readonly name: string;
  /** What else people call it in a configuration. */
  readonly aliases: readonly string[];
  readonly accounts: readonly KnownAccount[];
  /** What the names of its branches begin with. */
  readonly branches: readonly string[];
  /** Whole addresses in commits of its own, as author, committer or co-author. */
  readonly addresses: readonly string[];
  /** Keys of trailers that nobody else writes. */
  readonly trailers: readonly string[];
}

/** `GET /users/LOGIN` of the platform's API tells every number anew. */
const inAddress = "the number in the address of its commits, NUMBER+LOGIN@users.noreply.github.com";
const inApi = "the platform's API, GET /users/LOGIN";

/** Numbers as of November 2026. A configuration replaces the accounts of an agent with `identities`. */
export const knownAgents: readonly KnownAgent[] = [
  {
    name: "claude-code",
    aliases: ["claude"],
    accounts: [
      { login: "claude[bot]", id: 209825114, type: "bot", source: inAddress },
      { login: "anthropic-code-agent[bot]", id: 242468646, type: "bot", source: inAddress },
    ],
    branches: ["claude/"],
    addresses: [
      "noreply@anthropic.com",
      "209825114+claude[bot]@users.noreply.github.com",
      "242468646+Claude@users.noreply.github.com",
    ],
    trailers: ["claude-session"],
  },
  {
    name: "codex",
    aliases: ["openai-codex"],
    accounts: [
      { login: "openai-code-agent[bot]", id: 242516109, type: "bot", source: inAddress },
      { login: "chatgpt-codex-connector[bot]", id: 199175422, type: "bot", source: inAddress },
    ],
    branches: ["codex/"],
    addresses: [
      "codex@openai.com",
      "noreply@openai.com",
      "242516109+Codex@users.noreply.github.com",
      "199175422+chatgpt-codex-connector[bot]@users.noreply.github.com",
    ],
    trailers: [],
  },
  {
    name: "copilot",
    aliases: ["github-copilot"],
    accounts: [{ login: "copilot-swe-agent[bot]", id: 198982749, type: "bot", source: inAddress }],
    branches: ["copilot/"],
    addresses: ["198982749+Copilot@users.noreply.github.com", "223556219+Copilot@users.noreply.github.com"],
    trailers: [],
  },
  {
    name: "cursor",
    aliases: [],
    accounts: [
      { login: "cursor[bot]", id: 206951365, type: "bot", source: inAddress },
      { login: "cursoragent", id: 199161495, type: "user", source: inApi },
    ],
    branches: ["cursor/"],
    addresses: [
      "cursoragent@cursor.com",
      "ai@cursor.sh",
      "206951365+cursor[bot]@users.noreply.github.com",
      "199161495+cursoragent@users.noreply.github.com",
    ],
    trailers: [],
  },
  {
    name: "jules",
    aliases: ["google-jules"],
    accounts: [{ login: "google-labs-jules[bot]", id: 161369871, type: "bot", source: inAddress }],
    branches: ["jules-"],
    addresses: ["161369871+google-labs-jules[bot]@users.noreply.github.com"],
    trailers: [],
  },
  {
    name: "gemini",
    aliases: ["gemini-cli"],
    accounts: [{ login: "gemini-code-assist[bot]", id: 176961590, type: "bot", source: inAddress }],
    branches: [],
    addresses: [
      "gemini-cli@google.com",
      "antigravity@google.com",
      "176961590+gemini-code-assist[bot]@users.noreply.github.com",
    ],
    trailers: [],
  },
  {
    name: "devin",
    aliases: [],
    accounts: [{ login: "devin-ai-integration[bot]", id: 158243242, type: "bot", source: inAddress }],
    branches: ["devin/"],
    addresses: ["158243242+devin-ai-integration[bot]@users.noreply.github.com"],
    trailers: [],
  },
  {
    name: "factory",
    aliases: ["factory-droid", "droid"],
    accounts: [{ login: "factory-droid[bot]", id: 138933559, type: "bot", source: inAddress }],
    branches: [],
    addresses: ["138933559+factory-droid[bot]@users.noreply.github.com"],
    trailers: [],
  },
  {
    name: "amazon-q",
    aliases: ["amazon-q-developer"],
    accounts: [{ login: "amazon-q-developer[bot]", id: 208079219, type: "bot", source: inAddress }],
    branches: [],
    addresses: ["208079219+amazon-q-developer[bot]@users.noreply.github.com"],
    trailers: [],
  },
  {
    name: "kilo",
    aliases: ["kilo-code"],
    accounts: [{ login: "kiloconnect[bot]", id: 240665456, type: "bot", source: inAddress }],
    branches: [],
    addresses: ["240665456+kiloconnect[bot]@users.noreply.github.com"],
    trailers: [],
  },
  {
    name: "openhands",
    aliases: [],
    accounts: [],
    branches: ["openhands/"],
    addresses: ["openhands@all-hands.dev"],
    trailers: [],
  },
  { name: "aider", aliases: [], accounts: [], branches: [], addresses: ["noreply@aider.chat"], trailers: [] },
  { name: "amp", aliases: [], accounts: [], branches: [], addresses: ["amp@ampcode.com"], trailers: [] },
  {
    name: "replit",
    aliases: [],
    accounts: [],
    branches: [],
    addresses: [],
    trailers: ["replit-commit-author", "replit-commit-session-id"],
  },
  {
    name: "opencode",
    aliases: [],
    accounts: [],
    branches: [],
    addresses: ["opencode@users.noreply.github.com"],
    trailers: [],
  },
  {
    name: "qwen",
    aliases: ["qwen-code"],
    accounts: [],
    branches: [],
    addresses: ["qwen-coder@alibabacloud.com"],
    trailers: [],
  },
  { name: "kiro", aliases: [], accounts: [], branches: [], addresses: ["noreply@kiro.dev"], trailers: [] },
];

/** Programs that are no coding agents, by the numbers of their accounts. */
export const knownAutomation: readonly KnownAccount[] = [
  { login: "dependabot[bot]", id: 49699333, type: "bot", source: inAddress },
  { login: "renovate[bot]", id: 29139614, type: "bot", source: inAddress },
  { login: "github-actions[bot]", id: 41898282, type: "bot", source: inAddress },
  { login: "pre-commit-ci[bot]", id: 66853113, type: "bot", source: inAddress },
];

/** What Lanekeeper knows of an agent that a configuration calls this. */
export function knownAgentNamed(name: string): KnownAgent | undefined {
  return knownAgents.find((known) => known.name === name || known.aliases.includes(name));
}
