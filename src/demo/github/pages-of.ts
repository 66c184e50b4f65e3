import type { Call } from "./route.ts";

/** GitHub's numbers: 30 a page unless told, 100 at most. Nonsense counts as the default. */
const defaultPerPage = 30;
const mostPerPage = 100;

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** The page that a call asks for, with the Link header to the others. */
export function pageOf<T>(call: Call, all: readonly T[]): Page<T> {
  const perPage = perPageOf(call);
  const page = positive(call.query.get("page"), 1);
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const at = (target: number, rel: string) => link(call, { page: String(target) }, rel);
  const links = [
    ...(page > 1 ? [at(Math.min(page - 1, last), "prev")] : []),
    ...(page < last ? [at(page + 1, "next"), at(last, "last")] : []),
    ...(page > 1 ? [at(1, "first")] : []),
  ];
  return {
    items: all.slice((page - 1) * perPage, page * perPage),
    headers: links.length === 0 ? {} : { link: links.join(", ") },
  };
}

export function perPageOf(call: Call): number {
  return Math.min(positive(call.query.get("per_page"), defaultPerPage), mostPerPage);
}

/** One entry of a Link header: the same call with other parameters. */
export function link(call: Call, changed: Readonly<Record<string, string>>, rel: string): string {
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(changed)) query.set(name, value);
  return `<${call.url}?${query.toString()}>; rel="${rel}"`;
}

function positive(text: string | null, otherwise: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}
