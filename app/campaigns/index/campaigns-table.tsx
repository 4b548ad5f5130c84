import { Badge, BlockStack, IndexTable, InlineStack, Text, useBreakpoints } from "@shopify/polaris";
import type { ReactNode } from "react";
import { formatRate } from "#app/ui/rate";
import { LocalTime } from "../../ui/local-time.tsx";
import { LongName } from "../../ui/long-name.tsx";
import { Money } from "../../ui/money.tsx";
import { NameLink } from "../../ui/name-link.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";

/** One campaign as the list shows it. Numbers are null while there is nothing to count. */
export interface CampaignLine {
  id: string;
  url: string;
  name: string;
  state: string;
  isUrgent: boolean;
  /** What it is doing or waiting for; null unless it is under way. */
  doing: string | null;
  /** "Everyone subscribed" */
  audience: string;
  audienceCount: number | null;
  sent: number | null;
  /** Clicked ÷ delivered: 0.034. */
  clickRate: number | null;
  /** In the shop's own currency. */
  revenueMicros: number | null;
  /** When what `atMeans` says happened or will happen. */
  at: string;
  atMeans: "Sent" | "Started" | "Scheduled for" | "Edited";
}

const HEADINGS = [
  { title: "Campaign" },
  { title: "Status" },
  { title: "Audience" },
  { title: "Sent", alignment: "end" },
  { title: "Clicked", alignment: "end" },
  { title: "Revenue", alignment: "end" },
] as const;

export function CampaignsTable({ lines }: { lines: CampaignLine[] }) {
  const { smDown: isPhone } = useBreakpoints();
  const [first, ...rest] = HEADINGS;
  return (
    <IndexTable
      resourceName={{ singular: "campaign", plural: "campaigns" }}
      itemCount={lines.length}
      headings={[first, ...rest]}
      selectable={false}
      condensed={isPhone}
    >
      {lines.map((line, position) =>
        isPhone ? (
          <PhoneRow key={line.id} line={line} position={position} />
        ) : (
          <WideRow key={line.id} line={line} position={position} />
        ),
      )}
    </IndexTable>
  );
}

interface RowProps {
  line: CampaignLine;
  position: number;
}

function WideRow({ line, position }: RowProps) {
  return (
    <IndexTable.Row id={line.id} position={position}>
      <IndexTable.Cell>
        <BlockStack gap="050">
          <NameLink name={line.name} url={line.url} />
          <When line={line} />
          <Doing line={line} />
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Status line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <LongName isNarrow>{line.audience}</LongName>
        {line.audienceCount !== null && (
          <Text as="span" tone="subdued" numeric>
            {line.audienceCount.toLocaleString("en-US")}
          </Text>
        )}
      </IndexTable.Cell>
      <NumberCell>{line.sent?.toLocaleString("en-US")}</NumberCell>
      <NumberCell>{line.clickRate !== null && formatRate(line.clickRate)}</NumberCell>
      <NumberCell>{revenueOf(line)}</NumberCell>
    </IndexTable.Row>
  );
}

function PhoneRow({ line, position }: RowProps) {
  return (
    <IndexTable.Row id={line.id} position={position}>
      <div style={{ padding: "12px 16px", width: "100%" }}>
        <BlockStack gap="100">
          <InlineStack align="space-between" gap="200" wrap={false}>
            <NameLink name={line.name} url={line.url} />
            <Status line={line} />
          </InlineStack>
          <When line={line} />
          <Doing line={line} />
          {line.sent !== null && (
            <Text as="span" numeric>
              {line.sent.toLocaleString("en-US")} sent · {line.clickRate === null ? "–" : formatRate(line.clickRate)}{" "}
              clicked · {revenueOf(line) ?? "–"}
            </Text>
          )}
        </BlockStack>
      </div>
    </IndexTable.Row>
  );
}

function When({ line }: { line: CampaignLine }) {
  return (
    <Text as="span" tone="subdued" variant="bodySm">
      {line.atMeans} <LocalTime at={line.at} />
    </Text>
  );
}

function Status({ line }: { line: CampaignLine }) {
  return (
    <InlineStack gap="100">
      <StatusBadge status={line.state} />
      {line.isUrgent && <Badge tone="attention">Urgent</Badge>}
    </InlineStack>
  );
}

/** Cells of the table don't wrap; a sentence must. */
function Doing({ line }: { line: CampaignLine }) {
  if (line.doing === null) return null;
  return (
    <div style={{ maxWidth: "24rem", whiteSpace: "normal" }}>
      <Text as="span" tone="subdued" variant="bodySm">
        {line.doing}
      </Text>
    </div>
  );
}

function NumberCell({ children }: { children: ReactNode }) {
  return (
    <IndexTable.Cell>
      <Text as="span" alignment="end" numeric>
        {children ?? "–"}
      </Text>
    </IndexTable.Cell>
  );
}

function revenueOf({ revenueMicros }: CampaignLine) {
  return revenueMicros === null ? null : <Money micros={revenueMicros} />;
}
