import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { z } from "zod";

const AppManifest = z
  .object({
    name: z.string().min(1),
    description: z.string(),
    default_permissions: z.record(z.string(), z.enum(["read", "write"])),
    default_events: z.array(z.string()),
  })
  .transform((manifest) => ({
    name: manifest.name,
    description: manifest.description,
    permissions: manifest.default_permissions,
    events: manifest.default_events,
  }));
export type AppManifest = Readonly<z.output<typeof AppManifest>>;

/** What the App asks for, from `app.yml` at the root of the package. */
export function readAppManifest(): AppManifest {
  return AppManifest.parse(load(readFileSync(new URL("../../app.yml", import.meta.url), "utf8")));
}
