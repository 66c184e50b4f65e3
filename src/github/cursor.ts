/**
 * The cursor of the next page out of a `Link` header; undefined when this page is the last one. The address in the header
 * is not followed, so that nobody can lead our token elsewhere. Source: RFC 8288; docs.github.com, "Using pagination".
 */
export function cursorOf(link: string | undefined): string | undefined {
  for (const part of (link ?? "").split(",")) {
    const [, address] = /^\s*<([^>]*)>\s*;.*\brel="?next"?/.exec(part) ?? [];
    if (address !== undefined && URL.canParse(address)) return new URL(address).searchParams.get("after") ?? undefined;
  }
  return undefined;
}
