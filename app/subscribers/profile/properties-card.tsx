import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { propertyInWords } from "#domain/subscribers/properties/property";
import { LocalTime } from "../../ui/local-time.tsx";
import { SideCard } from "../../ui/page/side-card.tsx";
import { TagBadge } from "../../ui/tag-badge.tsx";
import { Fact } from "./fact.tsx";
import type { ProfileData } from "./read.ts";

/** What else the shop knows of them. */
export function PropertiesCard({
  profile: { email, tags, properties, createdAt, invalidAt },
}: Pick<ProfileData, "profile">) {
  return (
    <SideCard title="Properties">
      <Fact label="Email">{email ?? "–"}</Fact>
      <Fact label="Added">
        <LocalTime at={createdAt} />
      </Fact>
      {invalidAt && (
        <Fact label="Unreachable since">
          <LocalTime at={invalidAt} />
        </Fact>
      )}
      {properties.map(({ name, value }) => (
        <Fact key={name} label={name}>
          {propertyInWords(value)}
        </Fact>
      ))}
      <BlockStack gap="100">
        <Text as="p" variant="bodySm" tone="subdued">
          Tags
        </Text>
        {tags.length === 0 ? (
          <Text as="p">–</Text>
        ) : (
          <InlineStack gap="100">
            {tags.map((tag) => (
              <TagBadge key={tag} tag={tag} />
            ))}
          </InlineStack>
        )}
      </BlockStack>
    </SideCard>
  );
}
