import type { AppManifest } from "../app-manifest.ts";
import type { SetupSettings } from "./options.ts";

/** What GitHub is asked to register. Source: docs.github.com, "Registering a GitHub App from a manifest". */
export interface RegistrationManifest {
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly public: false;
  readonly redirect_url: string;
  readonly hook_attributes: { readonly url: string; readonly active: true };
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
}

export function registrationManifest(
  settings: Pick<SetupSettings, "name" | "publicUrl" | "webhookUrl">,
  app: AppManifest,
  redirectUrl: string,
): RegistrationManifest {
  return {
    name: settings.name ?? app.name,
    description: app.description,
    url: settings.publicUrl,
    // Only its owner can install it: a server should not work for strangers because they found its page.
    public: false,
    redirect_url: redirectUrl,
    hook_attributes: { url: settings.webhookUrl, active: true },
    default_permissions: app.permissions,
    default_events: app.events,
  };
}

type Owner = Pick<SetupSettings, "github" | "organization">;

/** Where GitHub lists the owner's Apps; each has its settings below. */
export function appsUrl({ github, organization }: Owner): string {
  if (organization === undefined) return `${github.webUrl}/settings/apps`;
  return `${github.webUrl}/organizations/${encodeURIComponent(organization)}/settings/apps`;
}

/** Where the browser posts the manifest. GitHub gives `state` back with the code. */
export function registrationUrl(owner: Owner, state: string): string {
  return `${appsUrl(owner)}/new?state=${encodeURIComponent(state)}`;
}
