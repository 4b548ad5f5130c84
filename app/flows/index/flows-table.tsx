import { BlockStack, IndexTable, InlineStack, Text, useBreakpoints } from "@shopify/polaris";
import type { ReactNode } from "react";
import { formatPeople } from "#app/ui/format-people";
import { rateOf } from "#app/ui/rate";
import type { ListedFlow } from "#domain/flows/report/list";
import { Money } from "../../ui/money.tsx";
import { NameLink } from "../../ui/name-link.tsx";
import { LiveSwitch } from "./live-switch.tsx";

/** Every flow with its switch, who is inside now, and what it did lately. */
export function FlowsTable({ flows, days }: { flows: ListedFlow[]; days: number }) {
  const { smDown: isPhone } = useBreakpoints();
  return (
    <IndexTable
      resourceName={{ singular: "flow", plural: "flows" }}
      itemCount={flows.length}
      headings={[
        { title: "Flow" },
        { title: "Status" },
        { title: "Active", alignment: "end" },
        { title: `Sent, ${days} days`, alignment: "end" },
        { title: `Clicked, ${days} days`, alignment: "end" },
        { title: `Revenue, ${days} days`, alignment: "end" },
      ]}
      selectable={false}
      condensed={isPhone}
    >
      {flows.map((flow, position) => (
        <IndexTable.Row key={flow.id} id={flow.id} position={position}>
          {isPhone ? <PhoneLine flow={flow} days={days} /> : <WideLine flow={flow} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function WideLine({ flow }: { flow: ListedFlow }) {
  return (
    <>
      <IndexTable.Cell>
        <Name flow={flow} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <LiveSwitch flow={flow} />
      </IndexTable.Cell>
      <NumberCell>{flow.inside.toLocaleString("en-US")}</NumberCell>
      <NumberCell>{flow.sent.toLocaleString("en-US")}</NumberCell>
      <NumberCell>{clicks(flow)}</NumberCell>
      <NumberCell>
        <Money micros={flow.revenueMicros} />
      </NumberCell>
    </>
  );
}

function PhoneLine({ flow, days }: { flow: ListedFlow; days: number }) {
  return (
    <div style={{ padding: "12px 16px", width: "100%" }}>
      <BlockStack gap="150">
        <InlineStack align="space-between" gap="200" wrap={false} blockAlign="start">
          <Name flow={flow} />
          <LiveSwitch flow={flow} />
        </InlineStack>
        <Text as="span" variant="bodySm" numeric>
          {formatPeople(flow.inside)} active. In {days} days: {flow.sent.toLocaleString("en-US")} sent, {clicks(flow)}{" "}
          clicked, <Money micros={flow.revenueMicros} />
        </Text>
      </BlockStack>
    </div>
  );
}

function Name({ flow }: { flow: ListedFlow }) {
  return (
    <BlockStack gap="050">
      <NameLink name={flow.name} url={`/flows/${flow.id}`} />
      <span style={{ whiteSpace: "normal" }}>
        <Text as="span" tone="subdued" variant="bodySm">
          {flow.describe}
        </Text>
      </span>
    </BlockStack>
  );
}

function NumberCell({ children }: { children: ReactNode }) {
  return (
    <IndexTable.Cell>
      <Text as="span" alignment="end" numeric>
        {children}
      </Text>
    </IndexTable.Cell>
  );
}

/** Of texts delivered: "12 (8.3%)" */
function clicks({ clicked, delivered }: ListedFlow): string {
  const rate = rateOf(clicked, delivered);
  return clicked.toLocaleString("en-US") + (rate === null ? "" : ` (${rate})`);
}
