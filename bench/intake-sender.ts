import { createHmac, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";

/** The load: `node bench/intake-sender.ts <url> <secret> <connections> <milliseconds>`. Prints what it measured as JSON. */
const [url = "", secret = "", connections = "", duration = ""] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const bodies = Array.from({ length: 50 }, (_, index) => signedBody(index + 1));
const answers: number[] = [];
const failures: number[] = [];

const start = performance.now();
const end = start + Number(duration);
await Promise.all(Array.from({ length: Number(connections) }, (_, index) => sendUntilEnd(index)));
const seconds = (performance.now() - start) / 1000;
const sorted = answers.toSorted((a, b) => a - b);
const at = (share: number) => sorted[Math.floor(sorted.length * share)];
const bytes = bodies[0]?.body.length;
process.stdout.write(
  JSON.stringify({ accepted: sorted.length, failed: failures.length, seconds, bytes, p50: at(0.5), p99: at(0.99) }),
);
agent.destroy();

async function sendUntilEnd(first: number): Promise<void> {
  for (let turn = first; performance.now() < end; turn += 7) {
    const sentAt = performance.now();
    const status = await send(turn);
    if (status === 202) answers.push(performance.now() - sentAt);
    else failures.push(status);
  }
}

function send(turn: number): Promise<number> {
  const signed = bodies[turn % bodies.length];
  if (signed === undefined) throw new Error("There is no body to send.");
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": signed.body.length,
      "x-github-event": "pull_request",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": signed.signature,
    };
    const sending = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
    });
    sending.once("error", reject);
    sending.end(signed.body);
  });
}

/** A `pull_request` event in the shape of GitHub's, about 20 KB as theirs are: mostly addresses, four times over. */
function signedBody(number: number): { readonly body: Buffer; readonly signature: string } {
  const text = JSON.stringify({
    action: "synchronize",
    number,
    before: "a".repeat(40),
    after: "b".repeat(40),
    pull_request: {
      ...addresses("https://api.github.com/repos/acme/platform/pulls", 30),
      id: 1_000_000 + number,
      number,
      state: "open",
      title: `Move the identity tokens out of the candidate lane (${number})`,
      body: 'It moves "tokens" to `core`.\r\n'.repeat(60),
      user: { login: "codex", id: 12, ...addresses("https://api.github.com/users/codex", 15) },
      head: { ref: "codex/tokens", sha: "b".repeat(40), repo: repository() },
      base: { ref: "main", sha: "c".repeat(40), repo: repository() },
    },
    repository: repository(),
    sender: { login: "codex", id: 12, ...addresses("https://api.github.com/users/codex", 15) },
    installation: { id: 5, node_id: "MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9uNQ==" },
  });
  const body = Buffer.from(text);
  return { body, signature: `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` };
}

function repository(): object {
  const owner = { login: "acme", id: 3, ...addresses("https://api.github.com/users/acme", 15) };
  return {
    id: 7,
    name: "platform",
    owner,
    private: true,
    ...addresses("https://api.github.com/repos/acme/platform", 45),
  };
}

function addresses(root: string, count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`field_${index}_url`, `${root}/field_${index}{/sha}`]),
  );
}
