import { Box, EmptySearchResult, Text } from "@shopify/polaris";
import { PersonPhoneRow, personColumns } from "../../subscribers/person-cells.tsx";
import { LocalTime } from "../../ui/local-time.tsx";
import { PageTable, useSelection } from "../../ui/page/page-table.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import type { MemberLine } from "./read.ts";

export interface MembersTableProps {
  lines: MemberLine[];
  /** No one may match what was searched for. */
  isSearch: boolean;
  onRemove: (ids: string[]) => void;
}

/** A page of a list's people. */
export function MembersTable({ lines, isSearch, onRemove }: MembersTableProps) {
  const selection = useSelection(lines);
  if (lines.length === 0 && !isSearch)
    return (
      <Box paddingInline="400" paddingBlockEnd="400">
        <Text as="p" tone="subdued">
          No one is on this list. Add people above, or select them on the Subscribers page and choose “Add to list”.
        </Text>
      </Box>
    );
  const remove = () => {
    onRemove(selection.ids);
    selection.clear();
  };
  return (
    <PageTable
      lines={lines}
      resourceName={{ singular: "person", plural: "people" }}
      columns={[
        ...personColumns<MemberLine>("Person", ({ consent }) => <StatusBadge status={consent} />),
        {
          title: "Added",
          alignment: "end",
          cell: ({ addedAt }) => (
            <Text as="span" numeric alignment="end" tone="subdued">
              <LocalTime at={addedAt} show="date" />
            </Text>
          ),
        },
      ]}
      phoneRow={(line) => <PersonPhoneRow line={line} consent={<StatusBadge status={line.consent} />} />}
      emptyState={<EmptySearchResult title="No results" description="No one on this list matches." withIllustration />}
      choosing={{
        selection,
        nameOf: ({ person }) => person,
        actions: [{ content: "Remove from list", onAction: remove }],
      }}
    />
  );
}
