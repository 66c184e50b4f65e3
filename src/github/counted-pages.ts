import type { Listing } from "../core/listing.ts";

export interface CountedPage<T> {
  /** How many there are on all pages. */
  readonly total: number;
  readonly items: readonly T[];
}

export interface PageLimits {
  /** GitHub gives at most 100. */
  readonly pageSize: number;
  readonly mostPages: number;
}

/**
 * Asks page after page. A list that moves meanwhile is answered without doubles. One that fills the last page that is
 * asked for counts as cut short, whatever its total: GitHub ends a search after 1,000 results and need not say so.
 */
export async function countedPages<T extends { readonly id: number }>(
  { pageSize, mostPages }: PageLimits,
  ask: (page: { readonly per_page: number; readonly page: number }) => Promise<CountedPage<T>>,
): Promise<Listing<T>> {
  const found = new Map<number, T>();
  for (let page = 1; page <= mostPages; page += 1) {
    const { total, items } = await ask({ per_page: pageSize, page });
    for (const item of items) found.set(item.id, item);
    if (items.length < pageSize) return { items: [...found.values()], complete: found.size >= total };
  }
  return { items: [...found.values()], complete: false };
}
