import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, List, Text } from "@shopify/polaris";
import { merchant } from "#app/authenticate";
import { inTurn } from "#app/request-limits";
import { readQuery } from "#app/subscribers/query";
import { countPeople } from "#domain/exports/page";
import { listSegments } from "#domain/segments/list";
import { foundPeople } from "#domain/subscribers/found";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { ExportCard } from "./export-card.tsx";

/** Subscribers as a file: everybody, those whom the filters of the list had left, or a segment. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const search = new URL(request.url).searchParams;
  const query = readQuery(search);
  const isFiltered = Boolean(query.search || query.consent || query.tag);
  const [everybody, found, segments] = await Promise.all([
    inTurn(context.turns, shopId, () => countPeople(ctx.db, shopId, foundPeople({}))),
    isFiltered ? inTurn(context.turns, shopId, () => countPeople(ctx.db, shopId, foundPeople(query))) : null,
    listSegments(ctx.db, shopId),
  ]);
  return {
    query,
    everybody,
    found,
    segments: segments.map(({ id, name, size }) => ({ id, name, people: size?.people ?? null })),
    segmentId: segments.find(({ id }) => id === search.get("segment"))?.id ?? null,
  };
}

export const meta: MetaFunction = () => [{ title: "Export subscribers" }];

export default function Export() {
  const data = useLoaderData<typeof loader>();
  return (
    <DetailsPage title="Export subscribers" back={{ label: "Subscribers", url: "/subscribers" }} aside={<WhatIsInIt />}>
      <ExportCard {...data} />
    </DetailsPage>
  );
}

function WhatIsInIt() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          What the file holds
        </Text>
        <List>
          <List.Item>Number, names, email, country, region and time zone</List.Item>
          <List.Item>Consent: its state, date, where it came from and the words that were shown</List.Item>
          <List.Item>Tags, orders, what was spent, and since when you know them</List.Item>
        </List>
        <Text as="p" tone="subdued">
          Importing the same file changes nothing. A cell that a spreadsheet would run as a formula begins with a single
          quote; the import takes it off again.
        </Text>
        <Text as="p" tone="subdued">
          Excel shows a number like +12125550123 without its plus. To keep it, open the file by Data → From Text/CSV and
          read the column as text.
        </Text>
      </BlockStack>
    </Card>
  );
}
