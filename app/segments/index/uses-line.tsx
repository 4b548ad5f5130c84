import { Text } from "@shopify/polaris";
import type { Use } from "#domain/segments/uses";
import { LongName } from "../../ui/long-name.tsx";

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
      <LongName isNarrow>{first.name}</LongName>
      {rest.length > 0 && ` and ${rest.length.toLocaleString("en-US")} more`}
    </Text>
  );
}
