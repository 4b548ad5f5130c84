import { Banner, BlockStack, Card, Pagination } from "@shopify/polaris";
import { searchOf, useQuery } from "#app/subscribers/query";
import { useSettled } from "#app/ui/use-settled";
import type { MarketingState } from "#domain/subscribers/list";
import { IndexPage } from "../../ui/page/index-page.tsx";
import { GrowthCards } from "./growth-cards.tsx";
import { NoSubscribers } from "./no-subscribers.tsx";
import type { SubscribersData } from "./read.ts";
import { SubscriberFilters } from "./subscriber-filters.tsx";
import { SubscribersTable } from "./subscribers-table.tsx";

/** The shop’s subscribers, with search and filters. */
export function SubscribersPage({ data }: { data: SubscribersData }) {
  const { query, tags, lists, segments, segmentName, growth, after, before, isTooSlow, lines } = data;
  const { show } = useQuery(query);
  const counts = useSettled(data.counts);
  const isFiltered = Object.values(query).some(Boolean);
  if (lines.length === 0 && !isFiltered && !isTooSlow)
    return (
      <IndexPage title="Subscribers">
        <NoSubscribers />
      </IndexPage>
    );
  return (
    <IndexPage
      title="Subscribers"
      subtitle={counts ? describeCounts(counts) : "Counting…"}
      primaryAction={{ content: "Import", verb: "import.start", url: "/subscribers/import" }}
      secondaryActions={[
        { content: "Possible opt-outs", url: "/subscribers/opt-outs" },
        { content: "Message checker", url: "/subscribers/why" },
        {
          content: "Export",
          verb: "subscriber.export",
          url: `/subscribers/export${query.segment ? `?segment=${query.segment}` : searchOf(query)}`,
        },
      ]}
    >
      <BlockStack gap="400">
        <GrowthCards growth={growth} />
        <Card padding="0">
          <SubscriberFilters query={query} counts={counts} tags={tags} segments={segments} segmentName={segmentName} />
          {isTooSlow && (
            <Banner tone="warning" title="This search took too long">
              <p>Try a full phone number, or export your subscribers to search the file.</p>
            </Banner>
          )}
          <SubscribersTable lines={lines} tags={tags} lists={lists} />
          {(after || before) && (
            <Pagination
              type="table"
              hasPrevious={before !== null}
              onPrevious={() => show({ before })}
              hasNext={after !== null}
              onNext={() => show({ after })}
            />
          )}
        </Card>
      </BlockStack>
    </IndexPage>
  );
}

function describeCounts(counts: Record<MarketingState, number>): string {
  const everybody = Object.values(counts).reduce((sum, people) => sum + people, 0);
  return `${counts.subscribed.toLocaleString("en-US")} of ${everybody.toLocaleString("en-US")} people can get marketing texts`;
}
