import { InlineStack, Text } from "@shopify/polaris";
import { NameLink } from "../../ui/name-link.tsx";
import { PageTable } from "../../ui/page/page-table.tsx";
import type { ListLine } from "./read.ts";
import { UsesLine } from "./uses-line.tsx";

/** Lists by hand: who is on them was put there. */
export function ListsTable({ lines }: { lines: ListLine[] }) {
  return (
    <PageTable
      lines={lines}
      resourceName={{ singular: "list", plural: "lists" }}
      columns={[
        { title: "List", cell: (line) => <Name line={line} /> },
        { title: "People", alignment: "end", cell: ({ people }) => <Figure>{people}</Figure> },
        { title: "Can be texted", alignment: "end", cell: ({ subscribed }) => <Figure>{subscribed}</Figure> },
        { title: "Used by", cell: ({ uses }) => <UsesLine uses={uses} /> },
      ]}
      phoneRow={(line) => (
        <InlineStack align="space-between" gap="200" wrap={false}>
          <Name line={line} />
          <Figure>{line.people}</Figure>
        </InlineStack>
      )}
    />
  );
}

function Name({ line: { id, name } }: { line: ListLine }) {
  return <NameLink name={name} url={`/segments/lists/${id}`} />;
}

function Figure({ children }: { children: number }) {
  return (
    <Text as="span" alignment="end" numeric>
      {children.toLocaleString("en-US")}
    </Text>
  );
}
