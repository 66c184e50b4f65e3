/** Hosts where the owner of a module comes before its name. */
const hosts: ReadonlySet<string> = new Set(["bitbucket.org", "codeberg.org", "github.com", "gitlab.com", "golang.org"]);

/**
 * The module or package of the standard library that an import path names, without what is taken out of the module.
 * Modules that are asked for are known by name; of others the usual length of their path is taken.
 */
export function externalName(specifier: string, required: ReadonlySet<string>): string {
  for (let path = specifier; path !== ""; path = path.slice(0, Math.max(0, path.lastIndexOf("/")))) {
    if (required.has(path)) return path;
  }
  const parts = specifier.split("/");
  const [host = ""] = parts;
  // The standard library has no host, and each of its packages is one of its own.
  if (!host.includes(".")) return specifier;
  const length = hosts.has(host) || (host === "gopkg.in" && !/\.v\d+$/.test(parts[1] ?? "")) ? 3 : 2;
  const isVersion = /^v\d+$/.test(parts[length] ?? "");
  return parts.slice(0, isVersion ? length + 1 : length).join("/");
}
