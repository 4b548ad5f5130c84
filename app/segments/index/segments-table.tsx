import { BlockStack, EmptySearchResult, IndexTable, InlineStack, Text, useBreakpoints } from "@shopify/polaris";
import { Sparkline } from "../../ui/charts/sparkline.tsx";
import { NameLink } from "../../ui/name-link.tsx";
import type { SegmentLine } from "./read.ts";
import { UsesLine } from "./uses-line.tsx";

/** Segments with the sentence that each of them is, and how many people that is. */
export function SegmentsTable({ lines }: { lines: SegmentLine[] }) {
  const { smDown: isPhone } = useBreakpoints();
  return (
    <IndexTable
      resourceName={{ singular: "segment", plural: "segments" }}
      itemCount={lines.length}
      headings={[
        { title: "Segment" },
        { title: "People", alignment: "end" },
        { title: "May get texts", alignment: "end" },
        { title: "Last 30 days" },
        { title: "Used by" },
      ]}
      selectable={false}
      condensed={isPhone}
      emptyState={
        <EmptySearchResult title="None found" description="Search for another part of the name." withIllustration />
      }
    >
      {lines.map((line, position) => (
        <IndexTable.Row id={line.id} key={line.id} position={position}>
          {isPhone ? <PhoneRow line={line} /> : <WideRow line={line} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function WideRow({ line }: { line: SegmentLine }) {
  return (
    <>
      <IndexTable.Cell>
        <Name line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {sizeOf(line)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {line.subscribed?.toLocaleString("en-US") ?? "–"}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ width: "8rem" }}>{line.trend.length > 1 ? <Sparkline values={line.trend} /> : "–"}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <UsesLine uses={line.uses} />
      </IndexTable.Cell>
    </>
  );
}

function PhoneRow({ line }: { line: SegmentLine }) {
  return (
    <div style={{ padding: "12px 16px", width: "100%" }}>
      <InlineStack align="space-between" gap="200" wrap={false}>
        <Name line={line} />
        <Text as="span" numeric>
          {sizeOf(line)}
        </Text>
      </InlineStack>
    </div>
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

function sizeOf({ people, isExact }: SegmentLine): string {
  if (people === null) return "–";
  return `${isExact ? "" : "about "}${people.toLocaleString("en-US")}`;
}
