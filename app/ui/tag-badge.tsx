import { Badge } from "@shopify/polaris";

/** A badge does not wrap. */
const MOST = 24;

/** One of a customer's tags. A long one is cut; the whole tag is its title. */
export function TagBadge({ tag }: { tag: string }) {
  const letters = [...tag];
  return (
    <span title={tag}>
      <Badge>{letters.length > MOST ? `${letters.slice(0, MOST - 1).join("")}…` : tag}</Badge>
    </span>
  );
}
