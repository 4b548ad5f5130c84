import { Card, EmptyState } from "@shopify/polaris";
import picture from "./no-subscribers.svg";

/** What will be here, and the one next step. */
export function NoSubscribers() {
  return (
    <Card>
      <EmptyState
        heading="No subscribers yet"
        image={picture}
        action={{ content: "Set up texting", url: "/" }}
        secondaryAction={{ content: "Import subscribers", url: "/subscribers/import" }}
      >
        <p>Customers who check the SMS box at checkout appear here, with the date and text of their consent.</p>
      </EmptyState>
    </Card>
  );
}
