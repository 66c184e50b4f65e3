import { createHmac, randomUUID } from "node:crypto";
import { webhookPath } from "../../../src/app/server.ts";
import type { LedgerEntry } from "../../../src/core/ledger.ts";
import { openDatabase } from "../../../src/database/database.ts";
import { createLeaseStore } from "../../../src/store/leases.ts";
import { type LanekeeperWorld, openLanekeeperWorld, until, type WorldOptions } from "./lanekeeper-world.ts";

const hourMs = 60 * 60_000;

export interface CommandStory {
  readonly world: LanekeeperWorld;
  /** Where the server listens. */
  readonly url: string;
  /** Writes one more entry into the ledger, as a renewal of this lease. */
  recordRenewal(lease: string): Promise<void>;
  /** Writes a command and waits until the server has dealt with it. Answers what it says to it. */
  says(number: number, as: string, body: string, options?: { readonly throughApp?: boolean }): Promise<string>;
  /** Delivers a comment once more, as something that was never delivered. */
  sendAgain(payload: unknown): Promise<void>;
  ledger(): Promise<readonly LedgerEntry[]>;
  /** Whose leases are held or asked for, by their ids. */
  leases(): Promise<Readonly<Record<string, string>>>;
  pass(hours: number): void;
  /** Comments of the app in a conversation. */
  replies(number: number): readonly string[];
}

/** A repository with two agents, `codex` and `claude`, and people of every role. Dispose of its world. */
export async function openCommandStory(options: Partial<WorldOptions> = {}): Promise<CommandStory> {
  let passedMs = 0;
  const world = await openLanekeeperWorld({ clock: () => Date.now() + passedMs, ...options });
  const { github, repository } = world;
  const id = (login: string, type?: "Bot") => github.createUser(login, type).id;
  const account = (login: string, type?: "Bot") => `{ login: "${login}", id: ${id(login, type)} }`;
  for (const role of ["maintain", "write", "triage", "read"] as const) {
    id(role);
    github.grantRole(repository, role, role);
  }
  id("stray[bot]", "Bot");
  const config = `version: 1
mode: enforce
gates:
  lane-guard:
    contracts:
      - { name: Production stands alone, type: forbidden, from: [lukhas, core], to: [candidate] }
  ownership:
    agents:
      codex:
        identities: [${account("codex[bot]", "Bot")}]
        delegates: [${account("dora")}]
        declare: { branches: ["codex/**"] }
      claude: { owns: ["/matriz/"], identities: [${account("claude[bot]", "Bot")}] }
    leases: { default-time: 24h, most-of-an-agent: 3 }
`;
  await world.push("main", { ".github/lanekeeper.yml": config });
  const server = await world.startServer();
  const file = world.settings.database;
  const inStore = async <T>(work: (store: ReturnType<typeof createLeaseStore>) => Promise<T>): Promise<T> => {
    const database = await openDatabase(file);
    try {
      return await work(createLeaseStore(database));
    } finally {
      await database.close();
    }
  };
  const replies = (number: number) =>
    github
      .commentsOf(repository, number)
      .filter(({ author }) => author === "lanekeeper[bot]")
      .map(({ body }) => body);
  return {
    world,
    url: server.url,
    replies,
    recordRenewal: (lease) =>
      inStore(async (store) => {
        const { epoch, leases } = await store.book(repository.id);
        const renewed = leases.find(({ id: each }) => each === lease);
        const effect = {
          action: "renewed",
          epoch: renewed?.epoch ?? 0,
          expires: renewed?.expires ?? 0,
          why: "",
        } as const;
        const by = { id: 1, login: "ada", tier: "none" } as const;
        const about = { installationId: world.installationId, repository, at: Date.now(), by, number: undefined };
        await store.record({ ...about, epoch, effects: [effect] });
      }),
    async says(number, as, body, more = {}) {
      const before = replies(number).length;
      const comment = await github.comment(repository, number, { as, body, ...more });
      await github.settle();
      const key = `comment/${repository.id}/${comment.id}`;
      const isDone = () => world.logged.some((line) => line["key"] === key && "outcome" in line);
      await until(isDone, () => `nobody dealt with ${body}`);
      return replies(number).slice(before).join("\n");
    },
    async sendAgain(payload) {
      const answered = () => world.logged.filter(({ outcome }) => outcome === "answered").length;
      const before = answered();
      const body = JSON.stringify(payload);
      const signature = createHmac("sha256", github.app.webhookSecret).update(body).digest("hex");
      const headers = {
        "content-type": "application/json",
        "x-github-event": "issue_comment",
        "x-github-delivery": randomUUID(),
        "x-hub-signature-256": `sha256=${signature}`,
      };
      const { status } = await fetch(`${server.url}${webhookPath}`, { method: "POST", headers, body });
      if (status !== 202) throw new Error(`The server answers ${status}.`);
      await until(
        () => answered() > before,
        () => "nobody dealt with what was sent again",
      );
    },
    ledger: () => inStore((store) => store.ledger({ repositoryId: repository.id, limit: 100 })),
    leases: () =>
      inStore(async (store) => {
        const { leases } = await store.book(repository.id);
        return Object.fromEntries(leases.map(({ id: lease, agent, paths }) => [lease, `${agent}: ${paths.join(" ")}`]));
      }),
    pass(hours) {
      passedMs += hours * hourMs;
    },
  };
}
