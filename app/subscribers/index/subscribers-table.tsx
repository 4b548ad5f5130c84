import {
  Badge,
  EmptySearchResult,
  IndexTable,
  InlineStack,
  Text,
  useBreakpoints,
  useIndexResourceState,
} from "@shopify/polaris";
import { useCallback, useState } from "react";
import { LocalTime } from "../../ui/local-time.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { TagBadge } from "../../ui/tag-badge.tsx";
import { PersonLink, PersonPhoneRow } from "../person-cells.tsx";
import { ListCard } from "./list-card.tsx";
import type { SubscriberLine } from "./subscriber-line.ts";
import { TagCard } from "./tag-card.tsx";

export interface SubscribersTableProps {
  lines: SubscriberLine[];
  /** Those that subscribers carry most. */
  tags: string[];
  lists: { id: string; name: string }[];
}

/** A page of people. Those chosen are given a tag, lose one, or are put on a list. */
export function SubscribersTable({ lines, tags, lists }: SubscribersTableProps) {
  const { smDown: isPhone } = useBreakpoints();
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = useIndexResourceState(
    lines as unknown as { [key: string]: unknown; id: string }[], // an interface has no index signature of its own
  );
  const [change, setChange] = useState<"add" | "remove" | "list" | null>(null);
  const done = useCallback(() => {
    setChange(null);
    clearSelection();
  }, [clearSelection]);
  return (
    <>
      {change === "list" && selectedResources.length > 0 && (
        <ListCard ids={selectedResources} lists={lists} onDone={done} />
      )}
      {change && change !== "list" && selectedResources.length > 0 && (
        <TagCard key={change} change={change} ids={selectedResources} tags={tags} onDone={done} />
      )}
      <IndexTable
        resourceName={{ singular: "subscriber", plural: "subscribers" }}
        itemCount={lines.length}
        headings={[
          { title: "Subscriber" },
          { title: "Number" },
          { title: "Marketing texts" },
          { title: "Place" },
          { title: "Tags" },
          { title: "Known since", alignment: "end" },
        ]}
        selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
        onSelectionChange={handleSelectionChange}
        promotedBulkActions={[
          { content: "Add tag", onAction: () => setChange("add") },
          { content: "Remove tag", onAction: () => setChange("remove") },
          { content: "Put on a list", onAction: () => setChange("list") },
        ]}
        condensed={isPhone}
        emptyState={
          <EmptySearchResult
            title="No subscribers found"
            description="Change the search or take a filter away."
            withIllustration
          />
        }
      >
        {lines.map((line, position) => (
          <IndexTable.Row
            id={line.id}
            key={line.id}
            position={position}
            selected={selectedResources.includes(line.id)}
            accessibilityLabel={`Choose ${line.person}`}
          >
            {isPhone ? <PersonPhoneRow line={line} consent={<Consent line={line} />} /> : <WideRow line={line} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </>
  );
}

function WideRow({ line }: { line: SubscriberLine }) {
  return (
    <>
      <IndexTable.Cell>
        <PersonLink line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" numeric>
          {line.phone}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Consent line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>{line.place || "–"}</IndexTable.Cell>
      <IndexTable.Cell>
        <InlineStack gap="100">
          {line.tags.slice(0, 2).map((tag) => (
            <TagBadge key={tag} tag={tag} />
          ))}
          {line.tags.length > 2 && <Text as="span" tone="subdued">{`+${line.tags.length - 2}`}</Text>}
        </InlineStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" numeric alignment="end" tone="subdued">
          <LocalTime at={line.createdAt} show="date" />
        </Text>
      </IndexTable.Cell>
    </>
  );
}

function Consent({ line }: { line: SubscriberLine }) {
  return (
    <InlineStack gap="100">
      <StatusBadge status={line.consent} />
      {line.obstacle && <Badge tone="critical">{line.obstacle}</Badge>}
    </InlineStack>
  );
}
