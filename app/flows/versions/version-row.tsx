import { Badge, BlockStack, Button, ButtonGroup, IndexTable, InlineStack, Text } from "@shopify/polaris";
import { formatPeople } from "#app/ui/format-people";
import type { ListedVersion } from "#domain/flows/versions/history";
import { LocalTime } from "../../ui/local-time.tsx";

export interface VersionActions {
  /** The number of the version whose picture is open. */
  shown: number | null;
  /** Of the staff member who looks. */
  staffId: string;
  onShow: (version: number) => void;
  onRestore: (version: number) => void;
}

type RowProps = VersionActions & { version: ListedVersion };

/** A version as a row of cells. */
export function WideRow(props: RowProps) {
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

/** The same as a block, for a phone. */
export function PhoneRow(props: RowProps) {
  const { version } = props;
  return (
    <div style={{ padding: "12px 16px", width: "100%" }}>
      <BlockStack gap="100" inlineAlign="start">
        <Name version={version} />
        <Published {...props} />
        <Changes version={version} />
        {version.inside > 0 && (
          <Text as="span" variant="bodySm" tone="subdued">
            {formatPeople(version.inside)} inside
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
