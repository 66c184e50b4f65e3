import { githubUrl } from "../../core/actions-issuer.ts";
import { Fault } from "../../core/fault.ts";
import { type AppManifest, readAppManifest } from "../app-manifest.ts";
import { type EnvFile, openEnvFile } from "./env-file.ts";
import { nextSteps, type RegisteredApp, type Step } from "./next-steps.ts";
import { readSetupOptions, type SetupOptions, type SetupSettings } from "./options.ts";
import { redeemCode } from "./redeem-code.ts";
import { appsUrl, registrationManifest, registrationUrl } from "./registration.ts";
import { askPage, registeredPage } from "./setup-pages.ts";
import { startSetupServer } from "./setup-server.ts";

const defaultEnvFile = ".env";

interface SetupSurroundings {
  /** Relative paths start here. */
  readonly directory: string;
  /** Told once, when the page can be opened. */
  readonly onReady: (pageUrl: string) => void;
  /** Resolves when the person wants no more. */
  readonly interrupted: Promise<unknown>;
  readonly timeoutMs: number;
}

export type SetupOutcome =
  | {
      readonly kind: "registered";
      readonly app: RegisteredApp;
      readonly steps: readonly Step[];
      readonly envFile: string;
    }
  /** Nothing was written. `appsUrl`: where GitHub lists an App that was confirmed all the same. */
  | { readonly kind: "interrupted" | "timed-out"; readonly appsUrl: string };

/**
 * Registers a GitHub App with the help of a person and their browser, and writes its credentials to a file.
 * Throws BAD_USAGE before anything is asked of GitHub; a later Fault says what is left behind there.
 */
export async function setUp(options: SetupOptions, around: SetupSurroundings): Promise<SetupOutcome> {
  const settings = readSetupOptions(options, around.directory);
  const envFile = await openEnvFile(settings.envFile, { force: settings.force });
  const manifest = readAppManifest();
  const stepsFor = (app: RegisteredApp) =>
    nextSteps({
      app,
      publicUrl: settings.publicUrl,
      envFile: options.env === defaultEnvFile ? undefined : options.env,
    });
  const server = await startSetupServer<RegisteredApp>({
    port: settings.port,
    ask: (state, redirectUrl) => ask(settings, manifest, state, redirectUrl),
    redeem: (code) => register(settings, manifest, envFile, code),
    done: (app) => registeredPage(app, stepsFor(app), settings.envFile),
  });
  const timer = setTimeout(() => server.giveUp("timed-out"), around.timeoutMs);
  around.interrupted.then(
    () => server.giveUp("interrupted"),
    () => server.giveUp("interrupted"),
  );
  try {
    around.onReady(server.url);
    const end = await server.ended;
    if (end.kind !== "redeemed") return { kind: end.kind, appsUrl: appsUrl(settings) };
    return { kind: "registered", app: end.result, steps: stepsFor(end.result), envFile: settings.envFile };
  } finally {
    clearTimeout(timer);
    await server.close();
  }
}

function ask(settings: SetupSettings, app: AppManifest, state: string, redirectUrl: string) {
  const action = registrationUrl(settings, state);
  const html = askPage({
    manifest: registrationManifest(settings, app, redirectUrl),
    action,
    owner: settings.organization ?? "you",
    envFile: settings.envFile,
  });
  return { html, action };
}

async function register(
  settings: SetupSettings,
  manifest: AppManifest,
  envFile: EnvFile,
  code: string,
): Promise<RegisteredApp> {
  try {
    const app = await redeemCode(settings.github.apiUrl, code, manifest);
    await envFile.write({
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: app.webhookSecret,
      PUBLIC_URL: settings.publicUrl,
      ...(settings.github.webUrl === githubUrl ? {} : { GITHUB_URL: settings.github.webUrl }),
    });
    return { id: app.id, slug: app.slug, pageUrl: app.pageUrl, missing: app.missing };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const rest = `Its key cannot be had again: delete the new App at ${appsUrl(settings)} and run setup again.`;
    throw new Fault(error.code, `${error.message} ${rest}`, { cause: error, retry: false });
  }
}
