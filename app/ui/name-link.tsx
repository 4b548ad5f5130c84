import { Link, Text } from "@shopify/polaris";

/** The name that leads from a table's row. A long one breaks, in a word if it must: else it pushes the numbers out of view. */
export function NameLink({ name, url }: { name: string; url: string }) {
  return (
    <div style={{ maxWidth: "24rem", whiteSpace: "normal", overflowWrap: "anywhere" }}>
      <Link url={url} dataPrimaryLink removeUnderline monochrome>
        <Text as="span" fontWeight="semibold">
          {name}
        </Text>
      </Link>
    </div>
  );
}
