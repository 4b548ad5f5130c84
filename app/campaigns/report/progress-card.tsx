import { BlockStack, Card, Text } from "@shopify/polaris";
import { Outlook } from "./outlook.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import type { ReportData } from "./read.ts";

/** Where everyone is at this moment, and when it will be over. */
export function ProgressCard({ data: { campaign, summary, shares, doing, isMoving } }: { data: ReportData }) {
  return (
    <Card>
      <BlockStack gap="300">
        <div aria-live={isMoving ? "polite" : "off"}>
          <Text as="h2" variant="headingMd" numeric>
            {campaign.audience === 0 && !campaign.isCounting ? withoutAudience(campaign) : summary}
          </Text>
        </div>
        <ProgressBar shares={shares} audience={campaign.audience} />
        {doing && <Text as="p">{doing}</Text>}
        <Text as="p" tone="subdued">
          <Outlook campaign={campaign} />
        </Text>
      </BlockStack>
    </Card>
  );
}

function withoutAudience({ startedAt }: ReportData["campaign"]): string {
  return startedAt === null ? "Not started" : "No one was in the audience";
}
