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
          What’s included
        </Text>
        <List>
          <List.Item>Phone number, name, email, country, region and time zone</List.Item>
          <List.Item>Consent: status, date, source and the consent text shown</List.Item>
          <List.Item>Tags, orders, amount spent and date added</List.Item>
        </List>
        <Text as="p" tone="subdued">
          Importing the same file again changes nothing. Cells that a spreadsheet could run as a formula start with a
          single quote, which the import removes.
        </Text>
        <Text as="p" tone="subdued">
          Excel removes the plus sign from numbers like +12125550123. To keep it, open the file with Data → From
          Text/CSV and import the column as text.
        </Text>
      </BlockStack>
    </Card>
  );
}
