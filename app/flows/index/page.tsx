import { useSearchParams } from "@remix-run/react";
import { BlockStack, Button, Card } from "@shopify/polaris";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { IndexPage } from "../../ui/page/index-page.tsx";
import { DeletedNotice } from "./deleted-notice.tsx";
import { FlowsTable } from "./flows-table.tsx";
import type { FlowsData } from "./read.ts";

const create = { content: "Create flow", verb: "flow.draft", url: "/flows/new" } as const;

/** The shop's flows, each with its switch. */
export function FlowsPage({ data: { flows, days } }: { data: FlowsData }) {
  const [params] = useSearchParams();
  const deleted = params.get("deleted");
  return (
    <IndexPage title="Flows" primaryAction={create}>
      <BlockStack gap="400">
        {deleted && <DeletedNotice flowId={deleted} />}
        {flows.length > 0 ? (
          <Card padding="0">
            <FlowsTable flows={flows} days={days} />
          </Card>
        ) : (
          <EmptyCard title="Automate your texts" action={<Button url="/flows/new">Create flow</Button>}>
            Flows send texts automatically after an event, such as an abandoned cart or a new order. Start from a
            template or from scratch.
          </EmptyCard>
        )}
      </BlockStack>
    </IndexPage>
  );
}
