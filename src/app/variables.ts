import { z } from "zod";
import { githubUrl } from "../core/actions-issuer.ts";

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, "it is no whole number")
    .transform(Number)
    .pipe(z.int().min(least).max(most));

const address = z.url({ protocol: /^https?$/, error: "it is no http or https address" });

const roles = z
  .string()
  .transform((text) => text.split(",").map((role) => role.trim()))
  .pipe(z.array(z.enum(["ingress", "workers"])).min(1));

/** The server's environment, by the names that people set. The reference page is made of it. */
export const Variables = z.object({
  APP_ID: whole(1, Number.MAX_SAFE_INTEGER).describe("The number of the GitHub App, on its settings page."),
  PRIVATE_KEY: z
    .string()
    .optional()
    .describe(
      "The App's private key: PEM text, with line ends or with `\\n`, or base64 of it. Or use PRIVATE_KEY_PATH.",
    ),
  PRIVATE_KEY_PATH: z.string().optional().describe("The file with the App's private key, instead of PRIVATE_KEY."),
  WEBHOOK_SECRET: z.string().describe("The webhook secret of the App. Deliveries that it did not sign are refused."),
  WEBHOOK_SECRET_PREVIOUS: z
    .string()
    .optional()
    .describe("A second secret that is accepted too: the old one, while you replace it."),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "it is not of the form postgres://user@host/name" })
    .optional()
    .describe("A PostgreSQL database. Without it, one SQLite file in DATA_DIRECTORY is the database."),
  DATA_DIRECTORY: z
    .string()
    .default(".lanekeeper")
    .describe("A folder of a local disk for git mirrors and the SQLite file."),
  HOST: z.string().default("127.0.0.1").describe("The network address to listen on. In a container: 0.0.0.0."),
  PORT: whole(0, 65_535).prefault("3000").describe("The port to listen on; 0 takes a free one."),
  PUBLIC_URL: address
    .optional()
    .describe("Where browsers reach this server. With it, every check run links to the whole report."),
  GITHUB_URL: address.default(githubUrl).describe("GitHub's web address; for GitHub Enterprise Server, yours."),
  GITHUB_API_URL: address
    .optional()
    .describe("GitHub's API. By default https://api.github.com, or GITHUB_URL with /api/v3."),
  UPLOAD_AUDIENCE: z
    .string()
    .max(500)
    .optional()
    .describe(
      "For whom the tokens of jobs that upload reports must be made. By default PUBLIC_URL; without both, uploads are refused.",
    ),
  ACTIONS_ISSUER: address
    .optional()
    .describe(
      "Who makes the tokens of GitHub Actions. By default that of GITHUB_URL. Its keys are below /.well-known.",
    ),
  TRUST_ROOT_REFRESH: z
    .enum(["on", "off"])
    .default("on")
    .describe(
      "Whether the trust roots that attestations are verified with are refreshed every day. Without it, those count that ship with this version.",
    ),
  SIGSTORE_TUF_URL: address
    .default("https://tuf-repo-cdn.sigstore.dev")
    .describe("Where the trust root of Sigstore's public instance comes from: the usual place, or your mirror of it."),
  GITHUB_TUF_URL: address
    .default("https://tuf-repo.github.com")
    .describe("The same of GitHub's own instance, which signs for private repositories and releases."),
  ROLES: roles
    .prefault("ingress,workers")
    .describe("What this process does: `ingress` takes webhooks in, `workers` judge. Separate with commas."),
  WORKERS: whole(1, 64).prefault("2").describe("How many pull requests are judged at once by this process."),
  MIRROR_MAX_MB: whole(1, 10_000_000).prefault("5000").describe("How large the git mirror of one repository may grow."),
  COALESCE_SECONDS: whole(0, 600)
    .prefault("2")
    .describe("How long a push waits for the next one, so that a burst is judged once."),
  LEASE_SECONDS: whole(2, 3600)
    .prefault("60")
    .describe("How long the work of a process that died waits before another one takes it over."),
  MAX_ATTEMPTS: whole(1, 100).prefault("8").describe("After so many failures a pull request gets a failing check."),
  SWEEP_MINUTES: whole(1, 1440).prefault("5").describe("How often GitHub is asked for what was missed."),
  WRITE_SPACING_MS: whole(0, 60_000)
    .prefault("1000")
    .describe("Least milliseconds between two writes of one installation. GitHub advises 1000."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace"])
    .default("info")
    .describe("How much is logged, as JSON lines on standard output."),
});
export type Variables = z.output<typeof Variables>;
