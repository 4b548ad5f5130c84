import { BlockStack } from "@shopify/polaris";
import { IndexPage } from "../ui/page/index-page.tsx";
import { Attention } from "./attention.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { PrepareCard } from "./prepare-card.tsx";
import type { HomeData } from "./read.ts";
import { RecentCampaigns } from "./recent-campaigns.tsx";
import { SetupGuide } from "./setup-guide.tsx";

export function HomePage({
  data: { setup, attention, prepare, isLeaving, recent, figures, days },
}: {
  data: HomeData;
}) {
  return (
    <IndexPage
      title="Home"
      secondaryActions={[
        ...(isLeaving ? [{ content: "Sending now", url: "/campaigns/sending" }] : []),
        { content: "Preparation guide", url: "/prepare" },
      ]}
    >
      <BlockStack gap="400">
        <Attention items={attention} />
        {setup && <SetupGuide steps={setup.steps} help={setup.help} />}
        {prepare && <PrepareCard {...prepare} />}
        <KeyFigures figures={figures} days={days} />
        <RecentCampaigns campaigns={recent} />
      </BlockStack>
    </IndexPage>
  );
}
