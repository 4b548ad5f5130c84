import { Card, EmptyState } from "@shopify/polaris";
import picture from "./no-campaigns.svg";

/** What will be here, and the one next step. */
export function NoCampaigns({ create }: { create: { content: string; url: string } }) {
  return (
    <Card>
      <EmptyState heading="Text all your subscribers at once" image={picture} action={create}>
        <p>
          A campaign sends one text to all your subscribers or to a segment, outside each recipient’s quiet hours. Your
          drafts, scheduled and sent campaigns and their revenue appear here.
        </p>
      </EmptyState>
    </Card>
  );
}
