import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { NameLink } from "../ui/name-link.tsx";
import type { Column } from "../ui/page/page-table.tsx";
import type { PersonLine } from "./person-line.ts";

/** The name, which leads to their page. */
function PersonLink({ line: { id, person } }: { line: PersonLine }) {
  return <NameLink name={person} url={`/subscribers/${id}`} />;
}

/** What every table of people begins with: name, number and consent. */
export function personColumns<Line extends PersonLine>(
  title: string,
  consent: (line: Line) => ReactNode,
): [Column<Line>, ...Column<Line>[]] {
  return [
    { title, cell: (line) => <PersonLink line={line} /> },
    {
      title: "Number",
      cell: ({ phone }) => (
        <Text as="span" numeric>
          {phone}
        </Text>
      ),
    },
    { title: "Marketing texts", cell: consent },
  ];
}

/** The whole row on a phone: the name and their consent, and under them the number and the place. */
export function PersonPhoneRow({ line, consent }: { line: PersonLine; consent: ReactNode }) {
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <PersonLink line={line} />
        {consent}
      </InlineStack>
      <Text as="span" tone="subdued" numeric>
        {[line.person === line.phone ? null : line.phone, line.place].filter(Boolean).join(" · ")}
      </Text>
    </BlockStack>
  );
}
