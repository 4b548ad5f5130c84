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
        <Text as="p">
          Nothing had to be told so far. The first STOP or sign-up of one of your customers appears here.
        </Text>
      </Card>
    );
  return (
    <Card>
      <BlockStack gap="200">
        <Line label="Told to your store" value={told} />
        <Line label="Waiting to be told" value={waiting} />
        <Line label="Left alone, because the customer is gone or has another number" value={left} />
        <Line label="Times your store said otherwise and was set right" value={conflicts} />
        {conflictAt && (
          <Text as="p" tone="subdued">
            The last time was <LocalTime at={conflictAt} />.
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
