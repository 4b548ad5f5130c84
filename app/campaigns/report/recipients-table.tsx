import { Badge, BlockStack, IndexTable, InlineStack, Link, Text, useBreakpoints } from "@shopify/polaris";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { Why } from "../../ui/why.tsx";
import type { RecipientLine } from "./recipient-line.ts";

export function RecipientsTable({ recipients }: { recipients: RecipientLine[] }) {
  const { smDown: isPhone } = useBreakpoints();
  return (
    <IndexTable
      resourceName={{ singular: "recipient", plural: "recipients" }}
      itemCount={recipients.length}
      headings={[{ title: "Person" }, { title: "Status" }, { title: "What became of it" }]}
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
        {line.person}
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

/** The sentence, and on demand the rules behind it. */
function Outcome({ line: { outcome, why, body, person, whyUrl } }: { line: RecipientLine }) {
  return (
    <div style={{ whiteSpace: "normal", minWidth: "14rem" }}>
      <BlockStack gap="050">
        <Text as="span">{outcome}</Text>
        <InlineStack gap="300">
          <Why question="Why?" about={person} why={why} body={body} />
          <Text as="span" variant="bodySm">
            <Link url={whyUrl} removeUnderline accessibilityLabel={`Every rule, then and now: ${person}`}>
              Every rule
            </Link>
          </Text>
        </InlineStack>
      </BlockStack>
    </div>
  );
}
