import { Card, EmptyState } from "@shopify/polaris";
import picture from "./no-subscribers.svg";

/** What will be here, and the one next step. */
export function NoSubscribers() {
  return (
    <Card>
      <EmptyState
        heading="No one has given a phone number yet"
        image={picture}
        action={{ content: "Set up texting", url: "/" }}
        secondaryAction={{ content: "Import a list", url: "/subscribers/import" }}
      >
        <p>
          Everybody who ticks the SMS box at checkout is listed here, with what they agreed to, when, and in which
          words.
        </p>
      </EmptyState>
    </Card>
  );
}
