import { IndexTable, type IndexTableProps, useBreakpoints, useIndexResourceState } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface Column<Line> {
  title: string;
  alignment?: "end";
  cell: (line: Line) => ReactNode;
}

/** Which lines are chosen, and what can be done with them. */
export interface Selection {
  ids: string[];
  clear: () => void;
  /** For the table itself. */
  table: Pick<IndexTableProps, "selectedItemsCount" | "onSelectionChange">;
}

export interface PageTableProps<Line> {
  lines: Line[];
  resourceName: { singular: string; plural: string };
  columns: [Column<Line>, ...Column<Line>[]];
  /** The whole line on a phone. */
  phoneRow: (line: Line) => ReactNode;
  /** Instead of the lines when there are none. */
  emptyState?: ReactNode;
  /** Lines can be chosen. */
  choosing?: {
    selection: Selection;
    nameOf: (line: Line) => string;
    actions: { content: string; onAction: () => void }[];
  };
}

/** The records of a page: a table with columns, and on a phone a row for each. */
export function PageTable<Line extends { id: string }>(props: PageTableProps<Line>) {
  const { lines, resourceName, columns, phoneRow, emptyState, choosing } = props;
  const { smDown: isPhone } = useBreakpoints();
  const [first, ...others] = columns.map(({ cell: _, ...heading }) => heading);
  if (!first) return null;
  return (
    <IndexTable
      resourceName={resourceName}
      itemCount={lines.length}
      headings={[first, ...others]}
      condensed={isPhone}
      {...(choosing ? { ...choosing.selection.table, promotedBulkActions: choosing.actions } : { selectable: false })}
      {...(emptyState ? { emptyState } : {})}
    >
      {lines.map((line, position) => (
        <IndexTable.Row
          id={line.id}
          key={line.id}
          position={position}
          {...(choosing && {
            selected: choosing.selection.ids.includes(line.id),
            accessibilityLabel: `Choose ${choosing.nameOf(line)}`,
          })}
        >
          {isPhone ? (
            <div style={{ padding: "12px 16px", width: "100%" }}>{phoneRow(line)}</div>
          ) : (
            columns.map(({ title, cell }) => <IndexTable.Cell key={title}>{cell(line)}</IndexTable.Cell>)
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

/** Keeps which lines of a table are chosen. */
export function useSelection(lines: { id: string }[]): Selection {
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = useIndexResourceState(
    lines as unknown as { [key: string]: unknown; id: string }[], // an interface has no index signature of its own
  );
  return {
    ids: selectedResources,
    clear: clearSelection,
    table: {
      selectedItemsCount: allResourcesSelected ? "All" : selectedResources.length,
      onSelectionChange: handleSelectionChange,
    },
  };
}
