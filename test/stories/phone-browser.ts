/** What a shopper's phone says it is when it opens a link. */
export const PHONE_BROWSER =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1";

/** The short link in a text. */
export function linkIn(body: string | null): string {
  const link = /https?:\/\/\S+\/l\/\w+/.exec(body ?? "")?.[0];
  if (link === undefined) throw new Error(`There is no link in "${body}".`);
  return link;
}
