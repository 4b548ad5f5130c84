import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { ExportCard } from "./export-card.tsx";
import type { ExportData } from "./read.ts";

/** Chooses who is in the file, and says what it holds. */
export function ExportPage({ data }: { data: ExportData }) {
  return (
    <DetailsPage title="Export subscribers" back={{ label: "Subscribers", url: "/subscribers" }} aside={<WhatIsInIt />}>
      <ExportCard {...data} />
    </DetailsPage>
  );
}

function WhatIsInIt() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          What the file holds
        </Text>
        <List>
          <List.Item>Number, names, email, country, region and time zone</List.Item>
          <List.Item>Consent: its state, date, where it came from and the words that were shown</List.Item>
          <List.Item>Tags, orders, what was spent, and since when you know them</List.Item>
        </List>
        <Text as="p" tone="subdued">
          Importing the same file changes nothing. A cell that a spreadsheet would run as a formula begins with a single
          quote; the import takes it off again.
        </Text>
        <Text as="p" tone="subdued">
          Excel shows a number like +12125550123 without its plus. To keep it, open the file by Data → From Text/CSV and
          read the column as text.
        </Text>
      </BlockStack>
    </Card>
  );
}
