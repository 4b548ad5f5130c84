import { Button, Card, IndexTable, InlineStack, Text } from "@shopify/polaris";
import { EmptyCard } from "../ui/empty-card.tsx";
import { LocalTime } from "../ui/local-time.tsx";
import { Money } from "../ui/money.tsx";
import { NameLink } from "../ui/name-link.tsx";
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
  if (campaigns.length === 0)
    return (
      <EmptyCard title="No campaigns yet" action={<Button url="/campaigns/new">Create campaign</Button>}>
        The texts you send to many people at once appear here, with what each of them earned.
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
          <Row key={campaign.id} campaign={campaign} position={position} />
        ))}
      </IndexTable>
    </Card>
  );
}

function Row({ campaign, position }: { campaign: RecentCampaign; position: number }) {
  const { id, name, state, sent, audience, revenueMicros, createdAt } = campaign;
  const isDraft = state === "draft" || state === "scheduled";
  return (
    <IndexTable.Row id={id} position={position}>
      <IndexTable.Cell>
        <NameLink name={name} url={isDraft ? `/campaigns/${id}/edit` : `/campaigns/${id}`} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StatusBadge status={state} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <LocalTime at={createdAt} show="date" />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {isDraft ? "–" : `${sent.toLocaleString("en-US")} of ${audience.toLocaleString("en-US")}`}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {isDraft ? "–" : <Money micros={revenueMicros} />}
        </Text>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
