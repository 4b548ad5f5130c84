export interface Page<Item> {
  items: Item[];
  /** The fields that surround every list of the 2010 API. */
  links: Record<string, unknown>;
}

/** Cuts a list as Twilio does: PageSize 50 unless asked, at most 1,000; the token names the item the page begins after. */
export function pageOf<Item extends { sid: string }>(path: string, query: URLSearchParams, all: Item[]): Page<Item> {
  const size = Math.min(Math.max(Number(query.get("PageSize")) || 50, 1), 1000);
  const number = Math.max(Number(query.get("Page")) || 0, 0);
  const start = startOf(query, all, number * size);
  const items = all.slice(start, start + size);
  const last = items.at(-1);
  const hasMore = start + size < all.length;
  const here = linkOf(path, query, size, number, query.get("PageToken"));
  return {
    items,
    links: {
      first_page_uri: linkOf(path, query, size, 0, null),
      end: start + Math.max(items.length - 1, 0),
      previous_page_uri: number === 0 ? null : linkOf(path, query, size, number - 1, previousToken(all, start, size)),
      uri: here,
      page_size: size,
      start,
      next_page_uri: hasMore && last ? linkOf(path, query, size, number + 1, `PA${last.sid}`) : null,
      page: number,
    },
  };
}

// A token keeps its place while new items are added in front; a bare page number does not, with Twilio either.
function startOf<Item extends { sid: string }>(query: URLSearchParams, all: Item[], otherwise: number): number {
  const token = query.get("PageToken");
  if (!token) return otherwise;
  return all.findIndex((item) => `PA${item.sid}` === token) + 1;
}

function previousToken<Item extends { sid: string }>(all: Item[], start: number, size: number): string | null {
  const before = all[start - size - 1];
  return before ? `PA${before.sid}` : null;
}

function linkOf(path: string, query: URLSearchParams, size: number, number: number, token: string | null): string {
  const link = new URLSearchParams(query);
  link.set("PageSize", String(size));
  link.set("Page", String(number));
  if (token === null) link.delete("PageToken");
  else link.set("PageToken", token);
  return `${path}?${link}`;
}
