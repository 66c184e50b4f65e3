import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Fault } from "../../core/fault.ts";
import type { AppManifest } from "../app-manifest.ts";

/** A new App with its secrets. They go to the file and nowhere else. */
export interface RedeemedApp {
  readonly id: number;
  readonly slug: string;
  readonly pageUrl: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Permissions and events that were asked for and not given. */
  readonly missing: readonly string[];
}

/** What of GitHub's answer is used. Source: docs.github.com, POST /app-manifests/{code}/conversions. */
const NewApp = z.object({
  id: z.int().positive(),
  slug: z.string().regex(/^[\w.-]+$/),
  html_url: z.url({ protocol: /^https?$/ }),
  pem: z.string().regex(/^-----BEGIN [A-Z ]*PRIVATE KEY-----[\w+/=\s]+-----END [A-Z ]*PRIVATE KEY-----\s*$/),
  webhook_secret: z
    .string()
    .regex(/^[^\s'\p{C}]*$/u)
    .nullable(),
  permissions: z.record(z.string(), z.string()),
  events: z.array(z.string()),
});
type NewApp = z.infer<typeof NewApp>;

const attempts = 3;
const pauseMs = 1000;
const patienceMs = 30_000;

/** Exchanges the code that GitHub sent for the App's credentials. GitHub gives them once. */
export async function redeemCode(apiUrl: string, code: string, asked: AppManifest): Promise<RedeemedApp> {
  const answer = NewApp.safeParse(await exchange(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`));
  if (answer.success) return redeemedApp(answer.data, asked);
  // Only the names of fields: the values are secrets.
  const fields = [...new Set(answer.error.issues.map(({ path }) => String(path[0] ?? "everything")))].join(", ");
  throw new Fault("GITHUB_REJECTED", `GitHub's answer about the new App is not of the documented form: ${fields}.`, {
    retry: false,
  });
}

function redeemedApp(app: NewApp, asked: AppManifest): RedeemedApp {
  const subscribed = asked.events.filter((event) => app.events.includes(event));
  if (app.webhook_secret === null || app.webhook_secret === "" || subscribed.length === 0) {
    throw new Fault(
      "BAD_ENVIRONMENT",
      `GitHub registered the App ${app.slug} without an active webhook, so it would never hear of a pull request.`,
      { retry: false },
    );
  }
  return {
    id: app.id,
    slug: app.slug,
    pageUrl: app.html_url,
    privateKey: app.pem.replaceAll("\r", "").trim(),
    webhookSecret: app.webhook_secret,
    missing: [
      ...Object.entries(asked.permissions).flatMap(([name, level]) =>
        app.permissions[name] === level || app.permissions[name] === "write" ? [] : [`permission ${name}: ${level}`],
      ),
      ...asked.events.filter((event) => !subscribed.includes(event)).map((event) => `event ${event}`),
    ],
  };
}

/** Trouble on the way is met with another try: the code is good for an hour, and once. */
async function exchange(url: string): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await exchangeOnce(url);
    } catch (error) {
      if (!(error instanceof Fault) || !error.retry || attempt === attempts) throw error;
      await sleep(pauseMs * attempt);
    }
  }
}

async function exchangeOnce(url: string): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      accept: "application/vnd.github+json",
      "user-agent": "lanekeeper",
      "x-github-api-version": "2022-11-28",
    },
    redirect: "manual",
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause: unknown) => {
    throw unavailable("GitHub's API did not answer", cause);
  });
  if (response.status === 201) return response.json().catch(() => undefined);
  await response.body?.cancel();
  throw refusal(response.status);
}

function refusal(status: number): Fault {
  if (status === 404) {
    const message = "GitHub does not know the code that it sent: it was used already, or is older than an hour.";
    return new Fault("GITHUB_NOT_FOUND", message, { retry: false });
  }
  if (status >= 500) return unavailable(`GitHub's API had trouble (HTTP ${status})`, undefined);
  if (status === 429) {
    const message = "GitHub asks this machine to wait before it registers an App (HTTP 429).";
    return new Fault("GITHUB_RATE_LIMITED", message, { retry: false });
  }
  const message = `GitHub's API refused to hand over the new App (HTTP ${status}).`;
  return new Fault(status === 403 ? "GITHUB_FORBIDDEN" : "GITHUB_REJECTED", message, { retry: false });
}

function unavailable(what: string, cause: unknown): Fault {
  return new Fault("GITHUB_UNAVAILABLE", `${what} when it was asked for the new App's credentials.`, {
    cause,
    retry: true,
  });
}
