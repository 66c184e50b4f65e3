import type { ActorHint } from "../../core/overlap.ts";

/** What a commit and its ref say of who wrote it. All of it is free text that anybody can write. */
interface HeadEvidence {
  readonly ref: string;
  readonly addresses: readonly string[];
}

/** Tells who seems to be at work. The server asks GitHub instead, which knows who pushed. */
export type AgentHints = (evidence: HeadEvidence) => ActorHint;

/** Whole addresses only: a part of one is in the names of people, too. */
const agentsByAddress: ReadonlyMap<string, string> = new Map([
  ["198982749+copilot@users.noreply.github.com", "copilot"],
  ["223556219+copilot@users.noreply.github.com", "copilot"],
  ["noreply@anthropic.com", "claude"],
  ["209825114+claude[bot]@users.noreply.github.com", "claude"],
  ["242468646+claude@users.noreply.github.com", "claude"],
  ["242516109+codex@users.noreply.github.com", "codex"],
  ["codex@openai.com", "codex"],
  ["noreply@openai.com", "codex"],
  ["cursoragent@cursor.com", "cursor"],
  ["161369871+google-labs-jules[bot]@users.noreply.github.com", "jules"],
  ["gemini-cli@google.com", "gemini"],
  ["158243242+devin-ai-integration[bot]@users.noreply.github.com", "devin"],
  ["138933559+factory-droid[bot]@users.noreply.github.com", "factory"],
  ["openhands@all-hands.dev", "openhands"],
  ["amp@ampcode.com", "amp"],
  ["noreply@aider.chat", "aider"],
]);

const agentsByBranch: ReadonlyMap<string, string> = new Map([
  ["copilot", "copilot"],
  ["claude", "claude"],
  ["codex", "codex"],
  ["cursor", "cursor"],
  ["devin", "devin"],
  ["jules", "jules"],
]);

const nobody: ActorHint = { agent: null, trust: "none" };

/** By the first folder of the branch, else by whole addresses of the author, the committer and `Co-authored-by`. */
export const hintedAgent: AgentHints = ({ ref, addresses }) => {
  const branch = ref.replace(/^(refs\/)?(heads\/|remotes\/[^/]+\/)?/, "");
  const byBranch = branch.includes("/") ? agentsByBranch.get(branch.slice(0, branch.indexOf("/"))) : undefined;
  const byAddress = addresses.map((address) => agentsByAddress.get(address.toLowerCase())).find(Boolean);
  const agent = byBranch ?? byAddress;
  return agent === undefined ? nobody : { agent, trust: "hint" };
};
