import { createHash } from "node:crypto";
import { type Html, html } from "./html.ts";

const style = `
:root { color-scheme: light dark; --ink: light-dark(#1f2328, #e6edf3); --soft: light-dark(#59636e, #9198a1);
  --line: light-dark(#d1d9e0, #3d444d); --paper: light-dark(#fff, #0d1117); --card: light-dark(#f6f8fa, #151b23);
  --good: light-dark(#1a7f37, #3fb950); --bad: light-dark(#cf222e, #f85149); --warn: light-dark(#9a6700, #d29922); }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
code, pre { font: .87em/1.5 ui-monospace, monospace; } code { overflow-wrap: anywhere; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } td, th { border-top: 1px solid var(--line); padding: .5rem; text-align: left; vertical-align: top; }
.soft { color: var(--soft); } .finding { border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 6px; padding: .25rem 1rem; margin: .75rem 0; }
.note { border-left-color: var(--soft); } .mark { font-weight: 600; white-space: nowrap; }
.success { color: var(--good); } .failure { color: var(--bad); } .neutral, .in_progress { color: var(--warn); } .skipped { color: var(--soft); }
`;

/** The page may load nothing but its own style: no script, no frame, no form, no foreign address. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function page(title: string, body: Html): string {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${{ html: style }}</style>
</head>
<body><main>${body}</main></body>
</html>
`;
  return document.html;
}
