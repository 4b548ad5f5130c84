import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Pagination } from "@shopify/polaris";
import { answerForm, type FormAnswer } from "#app/actions/answer";
import { merchant } from "#app/authenticate";
import { later } from "#app/later";
import { inTurn } from "#app/request-limits";
import { readQuery, searchOf, useQuery } from "#app/subscribers/query";
import { useSettled } from "#app/ui/use-settled";
import { listSegments } from "#domain/segments/list";
import { listPeople } from "#domain/segments/list-people";
import { countByConsent, type MarketingState } from "#domain/subscribers/list";
import { subscriberTags } from "#domain/subscribers/tags";
import { IndexPage } from "../../ui/page/index-page.tsx";
import { changeMany } from "./action.ts";
import { growthOf } from "./growth.ts";
import { GrowthCards } from "./growth-cards.tsx";
import { NoSubscribers } from "./no-subscribers.tsx";
import { SubscriberFilters } from "./subscriber-filters.tsx";
import { subscriberLine } from "./subscriber-line.ts";
import { SubscribersTable } from "./subscribers-table.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shopId, shop, ctx } = await merchant(request, context);
  const query = readQuery(new URL(request.url).searchParams);
  const timeZone = shop.timeZone ?? "UTC";
  const heavily = <T,>(work: () => Promise<T>) => inTurn(context.turns, shopId, work);
  const [page, tags, lists, segments] = await Promise.all([
    heavily(() => listPeople(ctx, shopId, query, { country: shop.country })),
    subscriberTags(ctx.db, shopId),
    // Without their sizes, which take counting.
    ctx.db.prisma.list.findMany({ where: { shopId }, select: { id: true, name: true }, orderBy: { name: "asc" } }),
    listSegments(ctx.db, shopId),
  ]);
  const { subscribers, after, before, segmentName, isTooSlow } = page;
  return {
    query: { ...query, segment: segmentName && query.segment },
    ...{ tags, lists, after, before, segmentName, isTooSlow },
    // The list does not wait for these: of millions they take seconds.
    growth: later(heavily(() => growthOf(ctx, shopId, timeZone))),
    counts: later(heavily(() => countByConsent(ctx.db, shopId))),
    segments: segments.map(({ id, name }) => ({ id, name })),
    lines: subscribers.map(subscriberLine),
  };
}

export async function action({ request, context }: ActionFunctionArgs): Promise<FormAnswer> {
  const who = await merchant(request, context);
  const form = await request.formData();
  return answerForm(() => changeMany(who, form));
}

export const meta: MetaFunction = () => [{ title: "Subscribers" }];

export default function Subscribers() {
  const data = useLoaderData<typeof loader>();
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
      subtitle={counts ? describeCounts(counts) : "Counting …"}
      primaryAction={{ content: "Import", url: "/subscribers/import" }}
      secondaryActions={[
        { content: "Replies to decide", url: "/subscribers/opt-outs" },
        { content: "Why texted or not", url: "/subscribers/why" },
        {
          content: "Export",
          url: `/subscribers/export${query.segment ? `?segment=${query.segment}` : searchOf(query)}`,
        },
      ]}
    >
      <BlockStack gap="400">
        <GrowthCards growth={growth} />
        <Card padding="0">
          <SubscriberFilters query={query} counts={counts} tags={tags} segments={segments} segmentName={segmentName} />
          {isTooSlow && (
            <Banner tone="warning" title="Looking for these people took too long">
              <p>
                There are too many subscribers between them. A whole phone number is found at once, and an export holds
                all of them.
              </p>
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
  return `${counts.subscribed.toLocaleString("en-US")} of ${everybody.toLocaleString("en-US")} people may get marketing texts`;
}
