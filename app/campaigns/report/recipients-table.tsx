import {
  Badge,
  BlockStack,
  Button,
  Collapsible,
  IndexTable,
  InlineStack,
  Link,
  List,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { useId, useState } from "react";
import { StatusBadge } from "../../ui/status-badge.tsx";
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
                <InlineStack align="space-between" gap="200">
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
function Outcome({ line: { outcome, why, body, person } }: { line: RecipientLine }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <div style={{ whiteSpace: "normal", minWidth: "14rem" }}>
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span">{outcome}</Text>
          {(why.length > 0 || body) && (
            <Button
              variant="plain"
              size="micro"
              ariaExpanded={isOpen}
              ariaControls={id}
              accessibilityLabel={`Why? ${person}`}
              onClick={() => setOpen((before) => !before)}
            >
              {isOpen ? "Less" : "Why?"}
            </Button>
          )}
        </InlineStack>
        <Collapsible id={id} open={isOpen}>
          <BlockStack gap="200">
            {why.length > 0 && (
              <List gap="extraTight">
                {why.map((sentence) => (
                  <List.Item key={sentence}>{sentence}</List.Item>
                ))}
              </List>
            )}
            {body && (
              <Text as="p" tone="subdued">
                “{body}”
              </Text>
            )}
          </BlockStack>
        </Collapsible>
      </BlockStack>
    </div>
  );
}
