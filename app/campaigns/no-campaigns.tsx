import { Card, EmptyState } from "@shopify/polaris";
import picture from "./no-campaigns.svg";

/** What will be here, and the one next step. */
export function NoCampaigns({ create }: { create: { content: string; url: string } }) {
  return (
    <Card>
      <EmptyState heading="Text everybody who asked for it" image={picture} action={create}>
        <p>
          A campaign sends one text to all your subscribers, or to those with a tag, within the hours each of them may
          be texted. Drafts, what is being sent and what each campaign earned will be listed here.
        </p>
      </EmptyState>
    </Card>
  );
}
