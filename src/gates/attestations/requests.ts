import type { ReportRequest } from "../../core/evidence.ts";
import type { AttestationSettings } from "./model.ts";
import { modulesOf } from "./policy.ts";
import type { BundlePlace, ModuleKeys } from "./settings/module.ts";

/** What bundles are called that nobody has named otherwise. */
const usualBundles = "**/*.{sigstore.json,sigstore,intoto.jsonl}";

/** Where bundles of a module may be; `github` apart. */
export function placesOf({ attestations, "built-in": where }: ModuleKeys): readonly BundlePlace[] {
  if (attestations !== undefined) return attestations.filter((place) => place !== "github");
  switch (where) {
    case "artifacts":
      return [{ path: usualBundles }];
    case "release":
      return [{ release: usualBundles }];
    case "repository":
      return [];
  }
}

export function asksGitHub({ attestations }: ModuleKeys): boolean {
  return attestations === undefined || attestations.includes("github");
}

/** Every pattern of subjects has to be answered by itself. */
export function subjectRequests(settings: AttestationSettings): readonly ReportRequest[] {
  return modulesOf(settings).flatMap((module) =>
    module["built-in"] === "artifacts"
      ? module.subjects.map((path) => ({
          flag: module.name,
          entry: subjectEntry(module.name, path),
          workflow: module.workflow,
          artifact: module.artifact ?? "*",
          path,
        }))
      : [],
  );
}

export function subjectEntry(name: string, pattern: string): string {
  return `${name} (${pattern})`;
}

/** At the desk files of bundles are named with this flag. */
export function bundleFlag(name: string): string {
  return `${name}.attestations`;
}

export function bundleRequests(settings: AttestationSettings): readonly ReportRequest[] {
  return modulesOf(settings).flatMap((module) =>
    placesOf(module).flatMap(({ path, artifact }) =>
      path === undefined
        ? []
        : [
            {
              flag: bundleFlag(module.name),
              entry: `${bundleFlag(module.name)} (${path})`,
              // Whoever signs may be another workflow than the one that builds.
              workflow: artifact === undefined ? module.workflow : undefined,
              artifact: artifact ?? module.artifact ?? "*",
              path,
            },
          ],
    ),
  );
}
