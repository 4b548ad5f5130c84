import { BlockStack, EmptySearchResult, InlineStack, Text } from "@shopify/polaris";
import { Sparkline } from "../../ui/charts/sparkline.tsx";
import { NameLink } from "../../ui/name-link.tsx";
import { PageTable } from "../../ui/page/page-table.tsx";
import type { SegmentLine } from "./read.ts";
import { UsesLine } from "./uses-line.tsx";

/** Segments with the sentence that each of them is, and how many people that is. */
export function SegmentsTable({ lines }: { lines: SegmentLine[] }) {
  return (
    <PageTable
      lines={lines}
      resourceName={{ singular: "segment", plural: "segments" }}
      columns={[
        { title: "Segment", cell: (line) => <Name line={line} /> },
        { title: "People", alignment: "end", cell: (line) => <Figure>{sizeOf(line)}</Figure> },
        {
          title: "Can be texted",
          alignment: "end",
          cell: ({ subscribed }) => <Figure>{subscribed?.toLocaleString("en-US") ?? "–"}</Figure>,
        },
        {
          title: "Last 30 days",
          cell: ({ trend }) => (
            <div style={{ width: "8rem" }}>{trend.length > 1 ? <Sparkline values={trend} /> : "–"}</div>
          ),
        },
        { title: "Used by", cell: ({ uses }) => <UsesLine uses={uses} /> },
      ]}
      phoneRow={(line) => (
        <InlineStack align="space-between" gap="200" wrap={false}>
          <Name line={line} />
          <Text as="span" numeric>
            {sizeOf(line)}
          </Text>
        </InlineStack>
      )}
      emptyState={<EmptySearchResult title="No results" description="Try a different name." withIllustration />}
    />
  );
}

/** Cells of the table don't wrap; a sentence must. */
function Name({ line }: { line: SegmentLine }) {
  return (
    <div style={{ maxWidth: "34rem", whiteSpace: "normal" }}>
      <BlockStack gap="050">
        <NameLink name={line.name} url={`/segments/${line.id}`} />
        <Text as="span" tone="subdued" variant="bodySm" breakWord>
          {line.sentence}
        </Text>
      </BlockStack>
    </div>
  );
}

function Figure({ children }: { children: string }) {
  return (
    <Text as="span" alignment="end" numeric>
      {children}
    </Text>
  );
}

function sizeOf({ people, isExact }: SegmentLine): string {
  if (people === null) return "–";
  return `${isExact ? "" : "about "}${people.toLocaleString("en-US")}`;
}
