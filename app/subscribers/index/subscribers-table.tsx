import { Badge, EmptySearchResult, InlineStack, Text } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { LocalTime } from "../../ui/local-time.tsx";
import { PageTable, useSelection } from "../../ui/page/page-table.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { TagBadge } from "../../ui/tag-badge.tsx";
import { PersonPhoneRow, personColumns } from "../person-cells.tsx";
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
  const selection = useSelection(lines);
  const { ids, clear } = selection;
  const [change, setChange] = useState<"add" | "remove" | "list" | null>(null);
  const done = useCallback(() => {
    setChange(null);
    clear();
  }, [clear]);
  return (
    <>
      {change === "list" && ids.length > 0 && <ListCard ids={ids} lists={lists} onDone={done} />}
      {change && change !== "list" && ids.length > 0 && (
        <TagCard key={change} change={change} ids={ids} tags={tags} onDone={done} />
      )}
      <PageTable
        lines={lines}
        resourceName={{ singular: "subscriber", plural: "subscribers" }}
        columns={[
          ...personColumns<SubscriberLine>("Subscriber", (line) => <Consent line={line} />),
          { title: "Place", cell: ({ place }) => place || "–" },
          { title: "Tags", cell: (line) => <Tags line={line} /> },
          {
            title: "Added",
            alignment: "end",
            cell: ({ createdAt }) => (
              <Text as="span" numeric alignment="end" tone="subdued">
                <LocalTime at={createdAt} show="date" />
              </Text>
            ),
          },
        ]}
        phoneRow={(line) => <PersonPhoneRow line={line} consent={<Consent line={line} />} />}
        emptyState={
          <EmptySearchResult
            title="No subscribers found"
            description="Change your search or remove a filter."
            withIllustration
          />
        }
        choosing={{
          selection,
          nameOf: ({ person }) => person,
          actions: [
            { content: "Add tag", onAction: () => setChange("add") },
            { content: "Remove tag", onAction: () => setChange("remove") },
            { content: "Add to list", onAction: () => setChange("list") },
          ],
        }}
      />
    </>
  );
}

function Tags({ line: { tags } }: { line: SubscriberLine }) {
  return (
    <InlineStack gap="100">
      {tags.slice(0, 2).map((tag) => (
        <TagBadge key={tag} tag={tag} />
      ))}
      {tags.length > 2 && <Text as="span" tone="subdued">{`+${tags.length - 2}`}</Text>}
    </InlineStack>
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
