import { type Html, html } from "../../../web/html.ts";
import { Manifest, type ManifestFlow } from "../manifest-flow.ts";

/** What a person sees who is sent here with a manifest, as on GitHub: they confirm. */
export function newAppPage(manifest: string, state: string): Html {
  return html`<h1>Register a GitHub App</h1><p class="meta">On GitHub you would choose the name here. The stand-in takes the manifest as it is.</p>
<form method="post" action="/settings/apps/new?state=${encodeURIComponent(state)}"><textarea name="manifest" aria-label="manifest">${manifest}</textarea>
<p><button name="confirm" value="yes">Create GitHub App</button></p></form>`;
}

/** Where the browser goes next, with the code; or why the manifest was not taken. */
export function confirmManifest(
  flow: ManifestFlow,
  text: string,
  state: string,
): { readonly kind: "redirect"; readonly location: string } | { readonly kind: "refused"; readonly because: string } {
  const parsed = parse(text);
  if (parsed === undefined) return { kind: "refused", because: "The manifest is not JSON." };
  const manifest = Manifest.safeParse(parsed);
  if (!manifest.success) {
    const issues = manifest.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    return { kind: "refused", because: issues.join("; ") };
  }
  const back = manifest.data.redirect_url;
  if (back === undefined || !/^https?:/.test(back)) return { kind: "refused", because: "redirect_url is missing." };
  const location = new URL(back);
  location.searchParams.set("code", flow.begin(manifest.data));
  if (state !== "") location.searchParams.set("state", state);
  return { kind: "redirect", location: location.href };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The page says so; there is nothing else to tell about it.
    return undefined;
  }
}
