import { useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Button, Card, Tabs, Text } from "@shopify/polaris";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { IndexPage } from "../../ui/page/index-page.tsx";
import { ListsTable } from "./lists-table.tsx";
import type { IndexData } from "./read.ts";
import { ReadyMade } from "./ready-made.tsx";
import { SegmentsTable } from "./segments-table.tsx";

const VIEWS = [
  { id: "segments", content: "Segments" },
  { id: "lists", content: "Lists" },
  { id: "ready-made", content: "Ready-made" },
  { id: "archived", content: "Archived" },
] as const;

/** Segments by rules, lists by hand, and segments to start from. */
export function SegmentsPage({ data }: { data: IndexData }) {
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find(({ id }) => id === params.get("view"))?.id ?? "segments";
  const counts = { segments: data.segments.length, lists: data.lists.length, archived: data.archived.length };
  return (
    <IndexPage
      title="Segments"
      primaryAction={{ content: "Create segment", url: "/segments/new" }}
      secondaryActions={[{ content: "Create list", url: "/segments/lists/new" }]}
    >
      <BlockStack gap="400">
        <Card padding="0">
          <Tabs
            tabs={VIEWS.map(({ id, content }) => ({
              id,
              content,
              panelID: `${id}-panel`,
              ...(id === "ready-made" ? {} : { badge: String(counts[id]) }),
            }))}
            selected={VIEWS.findIndex(({ id }) => id === view)}
            onSelect={(next) => setParams({ view: VIEWS[next]?.id ?? "segments" }, { preventScrollReset: true })}
          />
          <Table view={view} data={data} />
        </Card>
        <Empty view={view} data={data} />
        {((view === "segments" && data.segments.length === 0) || view === "ready-made") && (
          <ReadyMade lines={data.readyMade} />
        )}
      </BlockStack>
    </IndexPage>
  );
}

type ViewProps = { view: (typeof VIEWS)[number]["id"]; data: IndexData };

function Table({ view, data }: ViewProps) {
  if (view === "segments") return data.segments.length > 0 && <SegmentsTable lines={data.segments} />;
  if (view === "lists") return data.lists.length > 0 && <ListsTable lines={data.lists} />;
  if (view === "archived" && data.archived.length > 0) return <SegmentsTable lines={data.archived} />;
  return (
    <Said>
      {view === "archived"
        ? "Segments that you put away are kept here."
        : "By recency, frequency and money. Those by orders do not overlap and leave out no buyer. Each opens in the builder: choose other figures if yours are others."}
    </Said>
  );
}

function Empty({ view, data }: ViewProps) {
  if (view === "segments" && data.segments.length === 0) return <NoSegments />;
  return view === "lists" && data.lists.length === 0 && <NoLists />;
}

function Said({ children }: { children: string }) {
  return (
    <Box padding="400">
      <Text as="p" tone="subdued">
        {children}
      </Text>
    </Box>
  );
}

function NoSegments() {
  return (
    <EmptyCard
      title="Text those whom it concerns"
      action={
        <Button variant="primary" url="/segments/new">
          Create segment
        </Button>
      }
    >
      A segment is everybody who fits your rules, at any moment: who bought twice and not since summer, say. It will be
      listed here with its size. Write your own rules, or start from one of these.
    </EmptyCard>
  );
}

function NoLists() {
  return (
    <EmptyCard title="No list yet" action={<Button url="/segments/lists/new">Create list</Button>}>
      A list holds the people you put on it, and nobody else: guests of an event, testers, friends of the shop.
    </EmptyCard>
  );
}
