import { BlockStack, Card, Text } from "@shopify/polaris";
import { describePace } from "#domain/campaigns/describe-pace";
import { LocalTime } from "../../ui/local-time.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import type { ReportData } from "./read.ts";

/** Where everybody is at this moment, and when it will be over. */
export function ProgressCard({ data: { campaign, summary, shares, doing, isMoving } }: { data: ReportData }) {
  return (
    <Card>
      <BlockStack gap="300">
        <div aria-live={isMoving ? "polite" : "off"}>
          <Text as="h2" variant="headingMd" numeric>
            {campaign.audience === 0 ? nobody(campaign) : summary}
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

function Outlook({ campaign }: { campaign: ReportData["campaign"] }) {
  const { state, isCounted, finish, finishedAt, expiresAt, pausedBecause } = campaign;
  if (state === "paused" && pausedBecause === "spend-cap")
    return (
      <>Paused at its spend cap: nothing leaves until you raise the cap and resume it. Its deadline moves with it.</>
    );
  if (state === "paused")
    return <>Paused: nothing leaves until you resume it. Its deadline moves by the length of the pause.</>;
  if (finishedAt)
    return (
      <>
        {state === "cancelled" ? "Cancelled" : "Ended"} <LocalTime at={finishedAt} />.
      </>
    );
  return (
    <>
      {!isCounted && "The audience is still being counted while the first texts leave. "}
      {finish && (
        <>
          The last text will leave about <LocalTime at={finish.at} />, {describePace(finish)}.{" "}
        </>
      )}
      {expiresAt && (
        <>
          What has not left by <LocalTime at={expiresAt} /> expires.
        </>
      )}
    </>
  );
}

function nobody({ isCounted, startedAt }: ReportData["campaign"]): string {
  if (startedAt === null) return "Not started";
  return isCounted ? "Nobody was in the audience" : "Counting the audience …";
}
