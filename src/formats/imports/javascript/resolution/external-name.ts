/** Modules that Node brings along, as `node:fs` says. */
const builtins: ReadonlySet<string> = new Set(
  (
    "assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain " +
    "events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl " +
    "stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib"
  ).split(" "),
);

/** The package or module of Node that a specifier names, without what it takes out of it; undefined when it is no name. */
export function externalName(specifier: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(specifier);
  if (scheme !== null) return schemeName(specifier, scheme[1]?.toLowerCase() ?? "", scheme[2] ?? "");
  const name = packageName(specifier);
  return name !== undefined && builtins.has(name) ? `node:${name}` : name;
}

function schemeName(specifier: string, scheme: string, rest: string): string | undefined {
  switch (scheme) {
    case "node":
      return `node:${rest.split("/")[0]}`;
    case "npm":
    case "jsr": {
      const name = packageName(rest.replace(/^\//, "").replace(/(.)@[^/]*/, "$1"));
      return scheme === "npm" || name === undefined ? name : `jsr:${name}`;
    }
    case "file":
      return undefined;
    default:
      return specifier.split(/[?#]/, 1)[0];
  }
}

/** `@scope/name/sub` is `@scope/name`. Names have no capital letters today, but old ones do. */
function packageName(specifier: string): string | undefined {
  return /^(@[a-z0-9~-][\w.~-]*\/)?[a-z0-9-][\w.~-]*(?=\/|$)/i.exec(specifier)?.[0];
}

/** What a specifier takes out of the package it names; empty for the package itself. */
export function subpathOf(specifier: string, name: string): string {
  return specifier.slice(name.length + 1);
}
