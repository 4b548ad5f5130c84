import { Text } from "@shopify/polaris";
import type { Use } from "#domain/segments/uses";

/** "Spring sale", or "Spring sale and 2 more". */
export function UsesLine({ uses }: { uses: Use[] }) {
  const [first, ...rest] = uses;
  if (!first)
    return (
      <Text as="span" tone="subdued">
        –
      </Text>
    );
  return (
    <Text as="span">
      {first.name}
      {rest.length > 0 && ` and ${rest.length.toLocaleString("en-US")} more`}
    </Text>
  );
}
