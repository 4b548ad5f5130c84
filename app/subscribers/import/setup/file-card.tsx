import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ImportPageData } from "#app/subscribers/import/read";
import { formatBytes } from "#app/subscribers/imports/upload/format-bytes";
import { LocalTime } from "../../../ui/local-time.tsx";
import { Fact } from "../../profile/fact.tsx";

const SEPARATORS: Record<string, string> = { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Vertical bar" };

/** What we found the file to be. */
export function FileCard({ file }: { file: ImportPageData["file"] }) {
  const { kind, fileBytes, encoding, separator, hasHeader, origin, columns, createdAt } = file;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          File
        </Text>
        <Fact label="List of">{kind === "suppressions" ? "Do-not-text list" : "Subscribers"}</Fact>
        <Fact label="Size">{formatBytes(fileBytes)}</Fact>
        {origin && <Fact label="Looks like an export from">{origin}</Fact>}
        {encoding && <Fact label="Encoding">{nameOf(encoding)}</Fact>}
        {separator && <Fact label="Separator">{SEPARATORS[separator] ?? separator}</Fact>}
        {columns.length > 0 && (
          <Fact label="Columns">{`${columns.length}, ${hasHeader ? "named in the first line" : "without names"}`}</Fact>
        )}
        <Fact label="Uploaded">
          <LocalTime at={createdAt} />
        </Fact>
      </BlockStack>
    </Card>
  );
}

/** "utf-8" is UTF-8, "windows-1252" is Windows-1252. */
function nameOf(encoding: string): string {
  const [family = "", ...rest] = encoding.split(/[-_]/);
  const isWord = family.length > 4;
  return [isWord ? family.charAt(0).toUpperCase() + family.slice(1) : family.toUpperCase(), ...rest].join("-");
}
