import { Card, IndexTable, Text } from "@shopify/polaris";
import type { Drift } from "#domain/reconciliation/drift";
import { LocalTime } from "../../ui/local-time.tsx";

const names: Record<Drift["topic"], string> = {
  customers: "Customers and consent",
  orders: "Orders and refunds",
  checkouts: "Abandoned carts",
};

/** How many of the store's changes we were not told of, by what they were about. */
export function DriftCard({ drift }: { drift: Drift[] }) {
  return (
    <Card padding="0">
      <IndexTable
        selectable={false}
        itemCount={drift.length}
        resourceName={{ singular: "event type", plural: "event types" }}
        headings={[
          { title: "Events" },
          { title: "Checked", alignment: "end" },
          { title: "Missed", alignment: "end" },
          { title: "Last missed" },
          { title: "Complete up to" },
        ]}
      >
        {drift.map(({ topic, compared, missed, missedAt, watermark }, position) => (
          <IndexTable.Row id={topic} key={topic} position={position}>
            <IndexTable.Cell>{names[topic]}</IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="p" alignment="end" numeric>
                {compared.toLocaleString("en-US")}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="p" alignment="end" numeric fontWeight={missed > 0 ? "semibold" : "regular"}>
                {missed.toLocaleString("en-US")}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>{missedAt ? <LocalTime at={missedAt} /> : "–"}</IndexTable.Cell>
            <IndexTable.Cell>
              <LocalTime at={watermark} />
            </IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}
