import { readFileSync } from "node:fs";

/** The version in package.json, which lies two folders up from the sources and from the built files alike. */
export function readVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? "unknown";
}
