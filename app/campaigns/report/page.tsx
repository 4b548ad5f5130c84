import { Badge, Banner, BlockStack, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { type PageAction, useAction } from "#app/actions/use-action";
import { previewOf } from "#app/campaigns/preview";
import type { HeaderAction } from "#app/ui/page/header-action";
import { BarList } from "../../ui/charts/bar-list.tsx";
import { Funnel } from "../../ui/charts/funnel.tsx";
import { DatedSentences } from "../../ui/dated-sentences.tsx";
import { LocalTime } from "../../ui/local-time.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { PhonePreview } from "../../ui/text/phone-preview.tsx";
import { CancelModal } from "../cancel-modal.tsx";
import { CapCard } from "./cap-card.tsx";
import { Figures } from "./figures.tsx";
import { listUrl, type Show } from "./filter.ts";
import { ProgressCard } from "./progress-card.tsx";
import type { ReportData } from "./read.ts";
import { RecipientsCard } from "./recipients-card.tsx";
import { UnsentCard } from "./unsent-card.tsx";

/** What a campaign has done and is doing. */
export function ReportPage({ data }: { data: ReportData }) {
  const { campaign, timeline } = data;
  const [isCancelling, setCancelling] = useState(false);
  const order = useAction(() => setCancelling(false));
  const isUnderWay = campaign.state === "preparing" || campaign.state === "sending";
  const isPaused = campaign.state === "paused";
  const cancel: HeaderAction = {
    content: "Cancel campaign",
    verb: "campaign.cancel",
    destructive: true,
    onAction: () => setCancelling(true),
  };
  const urgent: HeaderAction = campaign.isUrgent
    ? { content: "Remove urgent", verb: "campaign.urgent", onAction: () => order.send({ intent: "not-urgent" }) }
    : { content: "Mark urgent", verb: "campaign.urgent", onAction: () => order.send({ intent: "urgent" }) };
  const copy: HeaderAction = {
    content: "Duplicate",
    verb: "campaign.draft",
    onAction: () => order.send({ intent: "copy" }),
  };

  return (
    <DetailsPage
      title={campaign.name}
      titleMetadata={
        <InlineStack gap="100">
          <StatusBadge status={campaign.state} />
          {campaign.isUrgent && (isUnderWay || isPaused) && <Badge tone="attention">Urgent</Badge>}
        </InlineStack>
      }
      subtitle={campaign.audienceName}
      back={{ label: "Campaigns", url: "/campaigns" }}
      primaryAction={
        isUnderWay
          ? {
              content: "Pause",
              verb: "campaign.pause",
              onAction: () => order.send({ intent: "pause" }),
              loading: order.isBusy,
            }
          : isPaused
            ? {
                content: "Resume",
                verb: "campaign.resume",
                onAction: () => order.send({ intent: "resume" }),
                loading: order.isBusy,
              }
            : undefined
      }
      secondaryActions={isUnderWay || isPaused ? [urgent, copy, cancel] : [copy]}
      aside={
        <>
          <PhonePreview text={previewOf(campaign.body, data)} from={data.brandName} longestText={data.longestText} />
          {(isUnderWay || isPaused) && (
            <CapCard
              key={campaign.spendCap}
              cap={campaign.spendCap}
              isReached={isPaused && campaign.pausedBecause === "spend-cap"}
            />
          )}
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingSm">
                Timeline
              </Text>
              <DatedSentences lines={timeline} />
            </BlockStack>
          </Card>
        </>
      }
    >
      {order.errors.form && <Banner tone="critical">{order.errors.form}</Banner>}
      {campaign.state === "failed" && (
        <Banner tone="critical" title="This campaign couldn’t be sent">
          {timeline[0]?.sentence}
        </Banner>
      )}
      {data.usedUp && (
        <Banner
          tone="warning"
          title={data.usedUp.reason === "spend-cap" ? "Daily spending limit reached" : "Carrier’s daily limit reached"}
        >
          Its remaining texts resume <LocalTime at={data.usedUp.until} />, outside each recipient’s quiet hours.
        </Banner>
      )}
      <ProgressCard data={data} />
      {campaign.startedAt !== null && <Outcome data={data} order={order} />}
      <CancelModal
        isOpen={isCancelling}
        isBusy={order.isBusy}
        name={campaign.name}
        onConfirm={() => order.send({ intent: "cancel" })}
        onClose={() => setCancelling(false)}
      />
    </DetailsPage>
  );
}

/** Figures, funnel, reasons and people of a campaign that has started. */
function Outcome({ data, order }: { data: ReportData; order: PageAction }) {
  const { campaign, funnel, objections } = data;
  const url = (show: Show, reason?: string) => listUrl(campaign.id, show, reason);
  const sent = { label: "sent", value: funnel.sent };
  // As the click rate above it: of texts delivered.
  const delivered = { label: "delivered", value: funnel.delivered };
  return (
    <>
      <Figures data={data} />
      <InlineGrid columns={{ xs: 1, lg: objections.length > 0 ? 2 : 1 }} gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingSm">
              Funnel
            </Text>
            <Funnel
              title="Funnel"
              isCounting={campaign.isCounting}
              stages={[
                { label: "Audience", value: funnel.audience, url: url("all") },
                { label: "Sent", value: funnel.sent, url: url("sent") },
                { label: "Delivered", value: funnel.delivered, url: url("delivered"), shareOf: sent },
                { label: "Clicked", value: funnel.clicked, url: url("clicked"), shareOf: delivered },
                { label: "Ordered", value: funnel.ordered, url: url("ordered"), shareOf: delivered },
              ]}
            />
          </BlockStack>
        </Card>
        {objections.length > 0 && (
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingSm">
                Not delivered
              </Text>
              <BarList
                title="Not delivered"
                items={objections.map(({ state, reason, sentence, count }) => ({
                  label: sentence,
                  value: count,
                  url: url(state, reason),
                }))}
              />
            </BlockStack>
          </Card>
        )}
      </InlineGrid>
      {data.unsent && (
        <UnsentCard unsent={data.unsent} isBusy={order.isBusy} onSend={() => order.send({ intent: "unsent" })} />
      )}
      <RecipientsCard data={data} />
    </>
  );
}
