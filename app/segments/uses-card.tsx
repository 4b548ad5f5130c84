import { InlineStack, Link, Text } from "@shopify/polaris";
import type { Use } from "#domain/segments/uses";
import { LongName } from "../ui/long-name.tsx";
import { SideCard } from "../ui/page/side-card.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";

const SHOWN = 5;

/** The campaigns and segments that a segment or a list is for, the newest first. */
export function UsesCard({ uses }: { uses: Use[] }) {
  return (
    <SideCard title="Used by" none={uses.length === 0 && "Not used yet. Membership is updated when a campaign starts."}>
      {uses.slice(0, SHOWN).map(({ id, kind, name, state }) => (
        <InlineStack key={id} align="space-between" gap="200" wrap={false}>
          <Link url={`/${kind}s/${id}`} removeUnderline>
            <LongName>{name}</LongName>
          </Link>
          {state ? (
            <StatusBadge status={state} />
          ) : (
            <Text as="span" tone="subdued">
              Segment
            </Text>
          )}
        </InlineStack>
      ))}
      {uses.length > SHOWN && (
        <Text as="p" tone="subdued">
          and {(uses.length - SHOWN).toLocaleString("en-US")} more
        </Text>
      )}
    </SideCard>
  );
}
