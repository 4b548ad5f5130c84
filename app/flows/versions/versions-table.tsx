import {
  Badge,
  BlockStack,
  Button,
  ButtonGroup,
  IndexTable,
  InlineStack,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { people } from "#app/flows/people";
import type { ListedVersion } from "#domain/flows/versions/history";
import { LocalTime } from "../../ui/local-time.tsx";
import { PageButtons } from "../../ui/page/page-buttons.tsx";

export interface VersionsTableProps {
  versions: ListedVersion[];
  page: number;
  hasMore: boolean;
  /** The number of the version whose picture is open. */
  shown: number | null;
  /** Of the staff member who looks. */
  staffId: string;
  onShow: (version: number) => void;
  onRestore: (version: number) => void;
  onPage: (page: number) => void;
}

/** The versions, the newest first; on a phone a block for each. */
export function VersionsTable(props: VersionsTableProps) {
  const { versions, page, hasMore, onPage } = props;
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
            {isPhone ? <PhoneRow {...props} version={version} /> : <WideRow {...props} version={version} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
      <PageButtons {...{ page, hasMore, onPage }} />
    </>
  );
}

type RowProps = VersionsTableProps & { version: ListedVersion };

function WideRow(props: RowProps) {
  const { version } = props;
  return (
    <>
      <IndexTable.Cell>
        <Name version={version} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Published {...props} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Changes version={version} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" numeric>
          {version.inside.toLocaleString("en-US")}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Actions {...props} />
      </IndexTable.Cell>
    </>
  );
}

function PhoneRow(props: RowProps) {
  const { version } = props;
  return (
    <div style={{ padding: "12px 16px", width: "100%" }}>
      <BlockStack gap="100" inlineAlign="start">
        <Name version={version} />
        <Published {...props} />
        <Changes version={version} />
        {version.inside > 0 && (
          <Text as="span" variant="bodySm" tone="subdued">
            {people(version.inside)} inside
          </Text>
        )}
        <Actions {...props} />
      </BlockStack>
    </div>
  );
}

function Name({ version: { number, isLive } }: { version: ListedVersion }) {
  return (
    <InlineStack gap="200" blockAlign="center" wrap={false}>
      <Text as="span" fontWeight="semibold">
        Version {number}
      </Text>
      {isLive && <Badge tone="success">Live</Badge>}
    </InlineStack>
  );
}

function Published({ version: { publishedAt, by }, staffId }: RowProps) {
  return (
    <BlockStack gap="050">
      <LocalTime at={publishedAt} />
      <Text as="span" variant="bodySm" tone="subdued">
        {authorName(by, staffId)}
      </Text>
    </BlockStack>
  );
}

function authorName(by: ListedVersion["by"], staffId: string): string {
  if (!by) return "Author not recorded";
  if (by.id === staffId) return "By you";
  return `By ${by.name ?? `staff account ${by.id}`}`;
}

function Changes({ version: { changes } }: { version: ListedVersion }) {
  return (
    <span style={{ whiteSpace: "normal" }}>
      <Text as="span" breakWord>
        {changes}
      </Text>
    </span>
  );
}

function Actions({ version: { number }, shown, onShow, onRestore }: RowProps) {
  return (
    <ButtonGroup>
      <Button
        size="slim"
        pressed={shown === number}
        accessibilityLabel={`View version ${number}`}
        onClick={() => onShow(number)}
      >
        View
      </Button>
      <Button size="slim" accessibilityLabel={`Restore version ${number} as draft`} onClick={() => onRestore(number)}>
        Restore as draft
      </Button>
    </ButtonGroup>
  );
}
