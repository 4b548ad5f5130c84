import { IndexTable, useBreakpoints } from "@shopify/polaris";
import type { ListedVersion } from "#domain/flows/versions/history";
import { PageButtons } from "../../ui/page/page-buttons.tsx";
import { PhoneRow, type VersionActions, WideRow } from "./version-row.tsx";

export interface VersionsTableProps extends VersionActions {
  versions: ListedVersion[];
  page: number;
  hasMore: boolean;
  onPage: (page: number) => void;
}

/** The versions, the newest first; on a phone a block for each. */
export function VersionsTable({ versions, page, hasMore, onPage, ...actions }: VersionsTableProps) {
  const { smDown: isPhone } = useBreakpoints();
  return (
    <>
      <IndexTable
        resourceName={{ singular: "version", plural: "versions" }}
        itemCount={versions.length}
        headings={[
          { title: "Version" },
          { title: "Published" },
          { title: "Changes" },
          { title: "People inside" },
          { title: "Actions", hidden: true },
        ]}
        selectable={false}
        condensed={isPhone}
      >
        {versions.map((version, position) => (
          <IndexTable.Row key={version.id} id={version.id} position={position}>
            {isPhone ? <PhoneRow {...actions} version={version} /> : <WideRow {...actions} version={version} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
      <PageButtons {...{ page, hasMore, onPage }} />
    </>
  );
}
