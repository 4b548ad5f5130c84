import { BlockStack, Box, Card, IndexTable, InlineStack, Text, useBreakpoints } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import { NameLink } from "../../ui/name-link.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import type { PastImport } from "./past-import.ts";

/** The files there were, newest first. */
export function PastImports({ past }: { past: PastImport[] }) {
  const { smDown: isPhone } = useBreakpoints();
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <Text as="h2" variant="headingSm">
          Imports so far
        </Text>
      </Box>
      <IndexTable
        selectable={false}
        condensed={isPhone}
        itemCount={past.length}
        resourceName={{ singular: "import", plural: "imports" }}
        headings={[
          { title: "File" },
          { title: "State" },
          { title: "Outcome" },
          { title: "Uploaded", alignment: "end" },
        ]}
      >
        {past.map((one, position) => (
          <IndexTable.Row id={one.id} key={one.id} position={position}>
            {isPhone ? <PhoneRow one={one} /> : <WideRow one={one} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

function WideRow({ one }: { one: PastImport }) {
  return (
    <>
      <IndexTable.Cell>
        <FileLink one={one} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StatusBadge status={one.state} />
      </IndexTable.Cell>
      <IndexTable.Cell>{one.outcome || "–"}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p" alignment="end" tone="subdued" numeric>
          <LocalTime at={one.createdAt} show="date" />
        </Text>
      </IndexTable.Cell>
    </>
  );
}

function PhoneRow({ one }: { one: PastImport }) {
  return (
    <div style={{ padding: "12px 16px", width: "100%" }}>
      <BlockStack gap="100">
        <InlineStack align="space-between" gap="200">
          <FileLink one={one} />
          <StatusBadge status={one.state} />
        </InlineStack>
        <Text as="span" tone="subdued">
          {one.outcome}
        </Text>
      </BlockStack>
    </div>
  );
}

function FileLink({ one }: { one: PastImport }) {
  return (
    <BlockStack gap="050">
      <NameLink name={one.fileName} url={`/subscribers/import/${one.id}`} />
      {one.kind === "suppressions" && (
        <Text as="span" variant="bodySm" tone="subdued">
          Numbers that must not be texted
        </Text>
      )}
    </BlockStack>
  );
}
