import { Select } from "@shopify/polaris";
import type { ImportPageData } from "#app/subscribers/import/read";

const MOST_LINES = 20;

export interface HeaderLineProps {
  file: ImportPageData["file"];
  isBusy: boolean;
  onChange: (line: string) => void;
}

/** Which line names the columns, where we guessed wrong. */
export function HeaderLine({ file, isBusy, onChange }: HeaderLineProps) {
  const lines = Math.max(MOST_LINES, file.headerLine ?? 0);
  return (
    <Select
      label="Column names are in"
      options={[
        { value: "0", label: "No header: the file starts with data" },
        ...Array.from({ length: lines }, (_, at) => ({ value: String(at + 1), label: `Line ${at + 1}` })),
      ]}
      value={String(file.headerLine ?? 0)}
      onChange={onChange}
      disabled={isBusy}
    />
  );
}
