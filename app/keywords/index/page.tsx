import { Badge, BlockStack, Button, InlineStack, Page, Text } from "@shopify/polaris";
import { NameLink } from "../../ui/name-link.tsx";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { PageTable } from "../../ui/page/page-table.tsx";
import type { KeywordLines } from "./read.ts";

type Line = KeywordLines["lines"][number];

const NEW = { content: "Add keyword", url: "/settings/keywords/new" };

/** What shoppers can text, what each word does, and how often it is texted. */
export function KeywordsPage({ data: { lines } }: { data: KeywordLines }) {
  return (
    <Page
      title="Keywords"
      subtitle="Words that shoppers text to your number. STOP, START and HELP always work and can’t be keywords."
      backAction={{ content: "Settings", url: "/settings" }}
      {...(lines.length > 0 ? { primaryAction: NEW } : {})}
    >
      {lines.length === 0 ? (
        <EmptyCard
          title="Answer a word automatically"
          action={
            <Button variant="primary" url={NEW.url}>
              {NEW.content}
            </Button>
          }
        >
          A shopper texts JOIN or GLOW to your number. Answer it, tag the person, add them to a list, or let them
          subscribe.
        </EmptyCard>
      ) : (
        <PageTable
          lines={lines}
          resourceName={{ singular: "keyword", plural: "keywords" }}
          columns={[
            { title: "Keyword", cell: (line) => <Name line={line} /> },
            { title: "What it does", cell: (line) => <Does line={line} /> },
            { title: "Texts in 30 days", alignment: "end", cell: ({ texts }) => <Figure>{texts}</Figure> },
          ]}
          phoneRow={(line) => (
            <InlineStack align="space-between" gap="200" wrap={false}>
              <BlockStack gap="100">
                <Name line={line} />
                <Does line={line} />
              </BlockStack>
              <Figure>{line.texts}</Figure>
            </InlineStack>
          )}
        />
      )}
    </Page>
  );
}

function Name({ line: { id, name, isJoin, hasEnded } }: { line: Line }) {
  return (
    <InlineStack gap="200" blockAlign="center">
      <NameLink name={name} url={`/settings/keywords/${id}`} />
      {isJoin && <Badge tone="info">Join</Badge>}
      {hasEnded && <Badge>Ended</Badge>}
    </InlineStack>
  );
}

function Does({ line: { does } }: { line: Line }) {
  const sentence = does.join(", ") || "starts flows";
  return (
    <Text as="span" tone="subdued">
      {sentence.slice(0, 1).toUpperCase() + sentence.slice(1)}
    </Text>
  );
}

function Figure({ children }: { children: number }) {
  return (
    <Text as="span" alignment="end" numeric>
      {children.toLocaleString("en-US")}
    </Text>
  );
}
