/** Folders into which package managers and compilers put what other people wrote. */
const folders = new Set([
  ...["site-packages", "dist-packages", "node_modules", "bower_components", "vendor", "gems", "Pods", "SourcePackages"],
  ...[".venv", ".tox", ".nox", ".cargo", ".rustup", ".m2", ".gradle", ".nuget", ".pub-cache", "hostedtoolcache"],
]);

/** The same where it takes two names to tell. `/usr/src/app/`, where containers often keep sources, is none of them. */
const nested = new Set([
  ...["usr/lib", "usr/lib64", "usr/include", "usr/share", "local/lib", "local/include", "local/go", "local/share"],
  ...["pkg/mod", "nix/store", "opt/homebrew", "Program Files", "Program Files (x86)"],
]);

/** Whether a path begins in a folder for installed packages. `beginning` ends with `/`, or is empty. */
export function isInstalled(beginning: string): boolean {
  const names = beginning.split("/");
  return names.some((name, index) => {
    return folders.has(name) || nested.has(name) || nested.has(`${names[index - 1] ?? ""}/${name}`);
  });
}
