import { Link, Text } from "@shopify/polaris";
import { LongName } from "./long-name.tsx";

/** The name that leads from a table's row. */
export function NameLink({ name, url }: { name: string; url: string }) {
  return (
    <Link url={url} dataPrimaryLink removeUnderline monochrome>
      <Text as="span" fontWeight="semibold">
        <LongName>{name}</LongName>
      </Text>
    </Link>
  );
}
