import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { SyncStatus } from "#domain/consent/store-sync/sync-status";
import { LocalTime } from "../../ui/local-time.tsx";

/** What the store was told of consent, what waits, and how often it had said otherwise. Dates come as text from a loader. */
export function StoreSyncCard({
  syncStatus,
}: {
  syncStatus: Omit<SyncStatus, "conflictAt"> & { conflictAt: Date | string | null };
}) {
  const { waiting, told, left, conflicts, conflictAt } = syncStatus;
  if (waiting + told + left === 0)
    return (
      <Card>
        <Text as="p">Nothing to sync yet. Your customers’ first STOP or sign-up appears here.</Text>
      </Card>
    );
  return (
    <Card>
      <BlockStack gap="200">
        <Line label="Synced" value={told} />
        <Line label="Waiting to sync" value={waiting} />
        <Line label="Not synced: the customer was deleted or has a different number" value={left} />
        <Line label="Conflicts corrected in Shopify" value={conflicts} />
        {conflictAt && (
          <Text as="p" tone="subdued">
            Last conflict: <LocalTime at={conflictAt} />.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function Line({ label, value }: { label: string; value: number }) {
  return (
    <InlineStack align="space-between" gap="400" wrap={false}>
      <Text as="p">{label}</Text>
      <Text as="p" numeric alignment="end">
        {value.toLocaleString("en-US")}
      </Text>
    </InlineStack>
  );
}
