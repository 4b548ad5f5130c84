import { Banner } from "@shopify/polaris";
import type { Mapping } from "#domain/imports/fields";
import type { ImportPageData } from "./read.ts";

/** Columns that look like opt-outs and are mapped to nothing: the people in them would be imported as subscribed. */
export function OptOutWarning({ data, mapping }: { data: ImportPageData; mapping: Mapping }) {
  const mapped = new Set(Object.values(mapping));
  const names = data.suspects.filter((at) => !mapped.has(at)).map((at) => data.file.columns[at] ?? `Column ${at + 1}`);
  if (names.length === 0) return null;
  return (
    <Banner
      tone="warning"
      title={names.length === 1 ? "This column may hold opt-outs" : "These columns may hold opt-outs"}
    >
      <p>
        {`${names.map((name) => `“${name}”`).join(", ")} ${names.length === 1 ? "is" : "are"} not mapped. If people who opted out are marked there, map it to “Opted out” before you import. Otherwise they are imported as subscribed.`}
      </p>
    </Banner>
  );
}
