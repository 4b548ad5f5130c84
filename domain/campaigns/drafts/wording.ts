import type { Wording } from "#domain/messages/source";

/** What a campaign says to everyone; the person's own words are filled in by messages. */
export function wordingOf(campaign: { name: string; body: string; linkUrl: string | null }): Wording {
  const { name, body, linkUrl } = campaign;
  return { template: body, variables: {}, linkUrl: linkUrl === null ? null : withSource(linkUrl, name) };
}

/**
 * The link with the source of the visit in it, for the store's own reports. What the merchant set already stays.
 * Names and values: https://support.google.com/analytics/answer/10917952.
 */
export function withSource(linkUrl: string, campaignName: string): string {
  const url = new URL(linkUrl);
  const source = { utm_source: "cartbell", utm_medium: "sms", utm_campaign: slugOf(campaignName) };
  for (const [name, value] of Object.entries(source))
    if (value !== "" && !url.searchParams.has(name)) url.searchParams.set(name, value);
  return url.href;
}

/** "Black Friday: 20 % off!" → "black-friday-20-off". */
function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}
