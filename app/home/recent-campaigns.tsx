import { BlockStack, Button, Card, IndexTable, InlineStack, Text, useBreakpoints } from "@shopify/polaris";
import { LocalTime } from "../ui/local-time.tsx";
import { Money } from "../ui/money.tsx";
import { NameLink } from "../ui/name-link.tsx";
import { EmptyCard } from "../ui/page/empty-card.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";

export interface RecentCampaign {
  id: string;
  name: string;
  state: string;
  sent: number;
  audience: number;
  revenueMicros: number;
  createdAt: Date;
}

/** The latest campaigns, as a way back to them. */
export function RecentCampaigns({ campaigns }: { campaigns: RecentCampaign[] }) {
  const { smDown: isPhone } = useBreakpoints();
  if (campaigns.length === 0)
    return (
      <EmptyCard title="No campaigns yet" action={<Button url="/campaigns/new">Create campaign</Button>}>
        The texts you send to many people at once appear here, with the revenue each generated.
      </EmptyCard>
    );
  return (
    <Card padding="0">
      <div style={{ padding: "var(--p-space-400)" }}>
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Recent campaigns
          </Text>
          <Button url="/campaigns" variant="plain">
            View all
          </Button>
        </InlineStack>
      </div>
      <IndexTable
        selectable={false}
        condensed={isPhone}
        itemCount={campaigns.length}
        resourceName={{ singular: "campaign", plural: "campaigns" }}
        headings={[
          { title: "Campaign" },
          { title: "Status" },
          { title: "Created" },
          { title: "Sent", alignment: "end" },
          { title: "Revenue", alignment: "end" },
        ]}
      >
        {campaigns.map((campaign, position) => (
          <IndexTable.Row key={campaign.id} id={campaign.id} position={position}>
            {isPhone ? <PhoneRow campaign={campaign} /> : <WideRow campaign={campaign} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

function isDraft({ state }: RecentCampaign): boolean {
  return state === "draft" || state === "scheduled";
}

function urlOf(campaign: RecentCampaign): string {
  return `/campaigns/${campaign.id}${isDraft(campaign) ? "/edit" : ""}`;
}

function sentOf({ sent, audience }: RecentCampaign): string {
  return `${sent.toLocaleString("en-US")} of ${audience.toLocaleString("en-US")}`;
}

function PhoneRow({ campaign }: { campaign: RecentCampaign }) {
  const { name, state, revenueMicros } = campaign;
  return (
    <div style={{ padding: "12px 16px", width: "100%" }}>
      <BlockStack gap="100">
        <InlineStack align="space-between" gap="200">
          <NameLink name={name} url={urlOf(campaign)} />
          <StatusBadge status={state} />
        </InlineStack>
        {!isDraft(campaign) && (
          <InlineStack align="space-between" gap="200">
            <Text as="span" tone="subdued" numeric>
              {sentOf(campaign)} sent
            </Text>
            <Text as="span" numeric>
              <Money micros={revenueMicros} />
            </Text>
          </InlineStack>
        )}
      </BlockStack>
    </div>
  );
}

function WideRow({ campaign }: { campaign: RecentCampaign }) {
  const { name, state, revenueMicros, createdAt } = campaign;
  return (
    <>
      <IndexTable.Cell>
        <NameLink name={name} url={urlOf(campaign)} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StatusBadge status={state} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <LocalTime at={createdAt} show="date" />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {isDraft(campaign) ? "–" : sentOf(campaign)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {isDraft(campaign) ? "–" : <Money micros={revenueMicros} />}
        </Text>
      </IndexTable.Cell>
    </>
  );
}
