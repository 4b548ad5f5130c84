import { Badge, BlockStack, IndexTable, InlineStack, Link, Text, useBreakpoints } from "@shopify/polaris";
import { LongName } from "../../ui/long-name.tsx";
import { Money } from "../../ui/money.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { Why } from "../../ui/text/why.tsx";
import type { RecipientLine } from "./recipient-line.ts";

/** The people of one of the report's lists. A page on which someone ordered has a column of orders. */
export function RecipientsTable({ recipients }: { recipients: RecipientLine[] }) {
  const { smDown: isPhone } = useBreakpoints();
  const hasOrders = recipients.some(({ orders }) => orders.length > 0);
  return (
    <IndexTable
      resourceName={{ singular: "recipient", plural: "recipients" }}
      itemCount={recipients.length}
      headings={[
        { title: "Person" },
        { title: "Status" },
        ...(hasOrders ? [{ title: "Orders", alignment: "end" as const }] : []),
        { title: "Details" },
      ]}
      selectable={false}
      condensed={isPhone}
    >
      {recipients.map((line, position) => (
        <IndexTable.Row id={line.id} key={line.id} position={position}>
          {isPhone ? (
            <div style={{ padding: "12px 16px", width: "100%" }}>
              <BlockStack gap="100">
                <InlineStack align="space-between" blockAlign="start" gap="200">
                  <Person line={line} />
                  <State line={line} />
                </InlineStack>
                <Orders line={line} />
                <Outcome line={line} />
              </BlockStack>
            </div>
          ) : (
            <>
              <IndexTable.Cell>
                <Person line={line} />
              </IndexTable.Cell>
              <IndexTable.Cell>
                <State line={line} />
              </IndexTable.Cell>
              {hasOrders && (
                <IndexTable.Cell>
                  <Orders line={line} />
                </IndexTable.Cell>
              )}
              <IndexTable.Cell>
                <Outcome line={line} />
              </IndexTable.Cell>
            </>
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function Person({ line }: { line: RecipientLine }) {
  return (
    <BlockStack>
      <Link url={`/subscribers/${line.subscriberId}`} removeUnderline>
        <LongName>{line.person}</LongName>
      </Link>
      {line.person !== line.phone && (
        <Text as="span" variant="bodySm" tone="subdued" numeric>
          {line.phone}
        </Text>
      )}
    </BlockStack>
  );
}

function State({ line }: { line: RecipientLine }) {
  return (
    <InlineStack gap="100">
      <StatusBadge status={line.state} />
      {line.hasClicked && <Badge tone="success">Clicked</Badge>}
    </InlineStack>
  );
}

/** Each order with what it brought, refunds taken off. */
function Orders({ line: { orders } }: { line: RecipientLine }) {
  return orders.map(({ id, name, micros, currency }) => (
    <Text as="p" key={id} alignment="end" numeric>
      {name} · <Money micros={micros} currency={currency} />
    </Text>
  ));
}

/** The sentence, and on demand the rules behind it. */
function Outcome({ line: { outcome, why, body, person, whyUrl } }: { line: RecipientLine }) {
  return (
    <div style={{ whiteSpace: "normal", minWidth: "14rem" }}>
      <BlockStack gap="050">
        <Text as="span">{outcome}</Text>
        <InlineStack gap="300">
          <Why question="Why?" about={person} why={why} body={body} />
          <Text as="span" variant="bodySm">
            <Link url={whyUrl} removeUnderline accessibilityLabel={`All sending rules, then and now: ${person}`}>
              All rules
            </Link>
          </Text>
        </InlineStack>
      </BlockStack>
    </div>
  );
}
