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
  { id: "ready-made", content: "Templates" },
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
      primaryAction={{ content: "Create segment", verb: "segment.change", url: "/segments/new" }}
      secondaryActions={[{ content: "Create list", verb: "list.change", url: "/segments/lists/new" }]}
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
        ? "Archived segments appear here."
        : "Based on recency, frequency and spend. The order-based segments cover every buyer without overlap. Each opens in the builder, where you can adjust the numbers."}
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
      title="Text the right people"
      action={
        <Button variant="primary" url="/segments/new">
          Create segment
        </Button>
      }
    >
      A segment includes everyone who matches your conditions right now, such as customers who bought twice but not
      since summer. Create your own, or use one of these templates.
    </EmptyCard>
  );
}

function NoLists() {
  return (
    <EmptyCard title="No lists yet" action={<Button url="/segments/lists/new">Create list</Button>}>
      A list contains only the people you add to it, such as event guests or product testers.
    </EmptyCard>
  );
}
