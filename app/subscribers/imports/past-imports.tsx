import { BlockStack, Box, Card, InlineStack, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import { NameLink } from "../../ui/name-link.tsx";
import { PageTable } from "../../ui/page/page-table.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import type { PastImport } from "./past-import.ts";

/** The files there were, newest first. */
export function PastImports({ past }: { past: PastImport[] }) {
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <Text as="h2" variant="headingSm">
          Past imports
        </Text>
      </Box>
      <PageTable
        lines={past}
        resourceName={{ singular: "import", plural: "imports" }}
        columns={[
          { title: "File", cell: (one) => <FileLink one={one} /> },
          { title: "Status", cell: ({ state }) => <StatusBadge status={state} /> },
          { title: "Result", cell: ({ outcome }) => outcome || "–" },
          {
            title: "Uploaded",
            alignment: "end",
            cell: ({ createdAt }) => (
              <Text as="p" alignment="end" tone="subdued" numeric>
                <LocalTime at={createdAt} show="date" />
              </Text>
            ),
          },
        ]}
        phoneRow={(one) => <PhoneRow one={one} />}
      />
    </Card>
  );
}

function PhoneRow({ one }: { one: PastImport }) {
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <FileLink one={one} />
        <StatusBadge status={one.state} />
      </InlineStack>
      <Text as="span" tone="subdued">
        {one.outcome}
      </Text>
    </BlockStack>
  );
}

function FileLink({ one }: { one: PastImport }) {
  return (
    <BlockStack gap="050">
      <NameLink name={one.fileName} url={`/subscribers/import/${one.id}`} />
      {one.kind === "suppressions" && (
        <Text as="span" variant="bodySm" tone="subdued">
          Do-not-text list
        </Text>
      )}
    </BlockStack>
  );
}
