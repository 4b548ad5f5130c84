import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Card, Pagination } from "@shopify/polaris";
import { changeMany } from "#app/subscribers/bulk";
import { subscriberLine } from "#app/subscribers/subscriber-line";
import { lastDays } from "#domain/analytics/range";
import { listSegments } from "#domain/segments/list";
import { listSegmentPeople } from "#domain/segments/list-people";
import { subscriberGrowth } from "#domain/subscribers/growth";
import { countByConsent, listSubscribers } from "#domain/subscribers/list";
import { subscriberTags } from "#domain/subscribers/tags";
import { merchant } from "../authenticate.ts";
import { answerForm, type FormAnswer } from "../form-answer.ts";
import { IndexPage } from "../ui/index-page.tsx";
import { GrowthCards } from "./growth-cards.tsx";
import { NoSubscribers } from "./no-subscribers.tsx";
import { readQuery, searchOf, useQuery } from "./query.ts";
import { SubscriberFilters } from "./subscriber-filters.tsx";
import { SubscribersTable } from "./subscribers-table.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shopId, shop, ctx } = await merchant(request, context);
  const query = readQuery(new URL(request.url).searchParams);
  const timeZone = shop.timeZone ?? "UTC";
  const { days } = lastDays(30, timeZone, ctx.clock.now());
  const growth = subscriberGrowth(ctx.db, shopId, { timeZone, firstDay: days[0] ?? "", lastDay: days.at(-1) ?? "" });
  const [segment, counts, tags, lists, segments] = await Promise.all([
    query.segment ? listSegmentPeople(ctx, shopId, query.segment, query) : null,
    countByConsent(ctx.db, shopId),
    subscriberTags(ctx.db, shopId),
    // Without their sizes, which take counting.
    ctx.db.prisma.list.findMany({ where: { shopId }, select: { id: true, name: true }, orderBy: { name: "asc" } }),
    listSegments(ctx.db, shopId),
  ]);
  const { subscribers, after, before } = segment?.page ?? (await listSubscribers(ctx.db, shopId, query));
  return {
    // A segment that is gone filters nothing.
    query: { ...query, segment: segment && query.segment },
    ...{ counts, tags, lists, growth, after, before },
    segments: segments.map(({ id, name }) => ({ id, name })),
    segmentName: segment?.name ?? null,
    isTooSlow: segment?.isTooSlow ?? false,
    lines: subscribers.map(subscriberLine),
  };
}

export async function action({ request, context }: ActionFunctionArgs): Promise<FormAnswer> {
  const who = await merchant(request, context);
  const form = await request.formData();
  return answerForm(() => changeMany(who, form));
}

export default function Subscribers() {
  const { query, counts, tags, lists, segments, segmentName, growth, after, before, isTooSlow, lines } =
    useLoaderData<typeof loader>();
  const { show } = useQuery(query);
  const { subscribed, pending, unsubscribed, never } = counts;
  const everybody = subscribed + pending + unsubscribed + never;
  if (everybody === 0)
    return (
      <IndexPage title="Subscribers">
        <NoSubscribers />
      </IndexPage>
    );
  return (
    <IndexPage
      title="Subscribers"
      subtitle={`${subscribed.toLocaleString("en-US")} of ${everybody.toLocaleString("en-US")} people may get marketing texts`}
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
            <Banner tone="warning" title="These people are too far apart to be listed">
              <p>Looking for them took too long. Export the segment instead: the file holds all of them.</p>
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
