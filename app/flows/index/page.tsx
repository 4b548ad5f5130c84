import { Card } from "@shopify/polaris";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { IndexPage } from "../../ui/page/index-page.tsx";
import { FlowsTable } from "./flows-table.tsx";
import type { FlowsData } from "./read.ts";

/** The shop's flows, each with its switch. */
export function FlowsPage({ data: { flows, days } }: { data: FlowsData }) {
  return (
    <IndexPage title="Flows">
      {flows.length > 0 ? (
        <Card padding="0">
          <FlowsTable flows={flows} days={days} />
        </Card>
      ) : (
        <EmptyCard title="Automate your texts">
          Flows send texts automatically after an event, such as an abandoned cart or a new order. Your first flows are
          created when you install the app. Reload this page in a minute.
        </EmptyCard>
      )}
    </IndexPage>
  );
}
