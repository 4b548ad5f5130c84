import { Box, EmptySearchResult, IndexTable, Text, useBreakpoints, useIndexResourceState } from "@shopify/polaris";
import { PersonLink, PersonPhoneRow } from "../../subscribers/person-cells.tsx";
import { LocalTime } from "../../ui/local-time.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import type { MemberLine } from "./read.ts";

export interface MembersTableProps {
  lines: MemberLine[];
  /** Nobody may be due to what was searched for. */
  isSearch: boolean;
  onRemove: (ids: string[]) => void;
}

/** A page of a list's people. */
export function MembersTable({ lines, isSearch, onRemove }: MembersTableProps) {
  const { smDown: isPhone } = useBreakpoints();
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = useIndexResourceState(
    lines as unknown as { [key: string]: unknown; id: string }[], // an interface has no index signature of its own
  );
  if (lines.length === 0 && !isSearch)
    return (
      <Box paddingInline="400" paddingBlockEnd="400">
        <Text as="p" tone="subdued">
          No one yet. Add people above, or choose them on the subscribers page and press “Put on a list”.
        </Text>
      </Box>
    );
  const remove = () => {
    onRemove(selectedResources);
    clearSelection();
  };
  return (
    <IndexTable
      resourceName={{ singular: "person", plural: "people" }}
      itemCount={lines.length}
      headings={[
        { title: "Person" },
        { title: "Number" },
        { title: "Marketing texts" },
        { title: "Added", alignment: "end" },
      ]}
      selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
      onSelectionChange={handleSelectionChange}
      promotedBulkActions={[{ content: "Take off the list", onAction: remove }]}
      condensed={isPhone}
      emptyState={
        <EmptySearchResult title="No people found" description="No one on this list matches." withIllustration />
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
          {isPhone ? (
            <PersonPhoneRow line={line} consent={<StatusBadge status={line.consent} />} />
          ) : (
            <WideRow line={line} />
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function WideRow({ line }: { line: MemberLine }) {
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
        <StatusBadge status={line.consent} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" numeric alignment="end" tone="subdued">
          <LocalTime at={line.addedAt} show="date" />
        </Text>
      </IndexTable.Cell>
    </>
  );
}
