import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card, Pagination } from "@shopify/polaris";
import { subscriberLine } from "#app/subscribers/subscriber-line";
import { countByConsent, listSubscribers } from "#domain/subscribers/list";
import { subscriberTags } from "#domain/subscribers/tags";
import { merchant } from "../authenticate.ts";
import { IndexPage } from "../ui/index-page.tsx";
import { NoSubscribers } from "./no-subscribers.tsx";
import { readQuery, useQuery } from "./query.ts";
import { SubscriberFilters } from "./subscriber-filters.tsx";
import { SubscribersTable } from "./subscribers-table.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shopId, ctx } = await merchant(request, context);
  const query = readQuery(new URL(request.url).searchParams);
  const [page, counts, tags] = await Promise.all([
    listSubscribers(ctx.db, shopId, query),
    countByConsent(ctx.db, shopId),
    subscriberTags(ctx.db, shopId),
  ]);
  const { subscribers, after, before } = page;
  return { query, counts, tags, after, before, lines: subscribers.map(subscriberLine) };
}

export default function Subscribers() {
  const { query, counts, tags, after, before, lines } = useLoaderData<typeof loader>();
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
    >
      <Card padding="0">
        <SubscriberFilters query={query} counts={counts} tags={tags} />
        <SubscribersTable lines={lines} />
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
    </IndexPage>
  );
}
