import { IndexTable, InlineStack, Text, useBreakpoints } from "@shopify/polaris";
import { NameLink } from "../../ui/name-link.tsx";
import type { ListLine } from "./read.ts";
import { UsesLine } from "./uses-line.tsx";

/** Lists by hand: who is on them was put there. */
export function ListsTable({ lines }: { lines: ListLine[] }) {
  const { smDown: isPhone } = useBreakpoints();
  return (
    <IndexTable
      resourceName={{ singular: "list", plural: "lists" }}
      itemCount={lines.length}
      headings={[
        { title: "List" },
        { title: "People", alignment: "end" },
        { title: "May get texts", alignment: "end" },
        { title: "Used by" },
      ]}
      selectable={false}
      condensed={isPhone}
    >
      {lines.map((line, position) => (
        <IndexTable.Row id={line.id} key={line.id} position={position}>
          {isPhone ? (
            <div style={{ padding: "12px 16px", width: "100%" }}>
              <InlineStack align="space-between" gap="200" wrap={false}>
                <NameLink name={line.name} url={`/segments/lists/${line.id}`} />
                <Figure>{line.people}</Figure>
              </InlineStack>
            </div>
          ) : (
            <>
              <IndexTable.Cell>
                <NameLink name={line.name} url={`/segments/lists/${line.id}`} />
              </IndexTable.Cell>
              <IndexTable.Cell>
                <Figure>{line.people}</Figure>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <Figure>{line.subscribed}</Figure>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <UsesLine uses={line.uses} />
              </IndexTable.Cell>
            </>
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function Figure({ children }: { children: number }) {
  return (
    <Text as="span" alignment="end" numeric>
      {children.toLocaleString("en-US")}
    </Text>
  );
}
