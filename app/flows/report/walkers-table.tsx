import { Badge, BlockStack, IndexTable, Text, useBreakpoints } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import { NameLink } from "../../ui/name-link.tsx";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { PageButtons } from "../../ui/page/page-buttons.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import type { WalkerLine } from "./walker-line.ts";

export interface WalkersTableProps {
  lines: WalkerLine[];
  page: number;
  hasMore: boolean;
  /** The list is of everyone, not of those behind one number. */
  isEveryone: boolean;
  onPage: (page: number) => void;
}

/** People who entered, newest first: where they are, and why they got a text or none. */
export function WalkersTable({ lines, page, hasMore, isEveryone, onPage }: WalkersTableProps) {
  const { smDown: isPhone } = useBreakpoints();
  if (lines.length === 0 && page === 0)
    return isEveryone ? (
      <EmptyCard title="No one entered in this period">People who enter appear here with their progress.</EmptyCard>
    ) : (
      <EmptyCard title="No people">This number includes no one in this period.</EmptyCard>
    );
  return (
    <>
      <IndexTable
        resourceName={{ singular: "person", plural: "people" }}
        itemCount={lines.length}
        headings={[{ title: "Person" }, { title: "Entered" }, { title: "Progress" }, { title: "Text" }]}
        selectable={false}
        condensed={isPhone}
      >
        {lines.map((line, position) => (
          <IndexTable.Row key={line.id} id={line.id} position={position}>
            {isPhone ? <PhoneLine line={line} /> : <WideLine line={line} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
      <PageButtons {...{ page, hasMore, onPage }} />
    </>
  );
}

function WideLine({ line }: { line: WalkerLine }) {
  return (
    <>
      <IndexTable.Cell>
        <Name line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <LocalTime at={line.startedAt} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Walk line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Outcome line={line} />
      </IndexTable.Cell>
    </>
  );
}

function PhoneLine({ line }: { line: WalkerLine }) {
  return (
    <div style={{ padding: "12px 16px", width: "100%" }}>
      <BlockStack gap="100">
        <Name line={line} />
        <Text as="span" tone="subdued" variant="bodySm">
          <LocalTime at={line.startedAt} />
        </Text>
        <Walk line={line} />
        {line.textState && <Outcome line={line} />}
      </BlockStack>
    </div>
  );
}

function Name({ line }: { line: WalkerLine }) {
  return <NameLink name={line.name} url={`/subscribers/${line.subscriberId}`} />;
}

function Walk({ line: { state, sentence, resumeAt } }: { line: WalkerLine }) {
  return (
    <BlockStack gap="050" inlineAlign="start">
      {state === "exited" || state === "missed" ? (
        <Badge>{state === "exited" ? "Exited" : "Didn’t enter"}</Badge>
      ) : (
        <StatusBadge status={state} />
      )}
      {sentence && <Detail>{sentence}</Detail>}
      {resumeAt && (
        <Detail>
          Continues <LocalTime at={resumeAt} />
        </Detail>
      )}
    </BlockStack>
  );
}

function Outcome({ line: { textState, textSentence } }: { line: WalkerLine }) {
  if (!textState) return "–";
  return (
    <BlockStack gap="050" inlineAlign="start">
      <StatusBadge status={textState} />
      {textSentence && <Detail>{textSentence}</Detail>}
    </BlockStack>
  );
}

function Detail({ children }: { children: React.ReactNode }) {
  return (
    <span style={{ whiteSpace: "normal" }}>
      <Text as="span" tone="subdued" variant="bodySm">
        {children}
      </Text>
    </span>
  );
}
