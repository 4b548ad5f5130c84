import { ActionList, Box, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { withFallback } from "#domain/messages/content/merge-tags";

/** Something of the recipient's own that a text may name. */
export interface MergeTag {
  /** "First name" */
  label: string;
  /** "{{ customer.first_name }}" */
  tag: string;
  /** The heading that it stands under; absent: it stands first. */
  group?: string;
}

export interface MergeTagMenuProps {
  mergeTags: MergeTag[];
  onInsert: (tag: string) => void;
}

/** The tags by group, and a field for the words that stand in for a missing value. The first tag has the focus. */
export function MergeTagMenu({ mergeTags, onInsert }: MergeTagMenuProps) {
  const [fallback, setFallback] = useState("");
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => menu.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus(), []);
  const groups = Map.groupBy(mergeTags, ({ group }) => group ?? "");
  return (
    <div ref={menu}>
      <Box padding="300" paddingBlockEnd="100">
        <TextField
          label="Fallback (optional)"
          value={fallback}
          onChange={setFallback}
          autoComplete="off"
          maxLength={60}
          placeholder="there"
          helpText="Used when a person has no value."
        />
      </Box>
      <ActionList
        actionRole="menuitem"
        sections={[...groups].map(([title, tags]) => ({
          ...(title === "" ? {} : { title }),
          items: tags.map(({ label, tag }) => {
            const inserted = withFallback(tag, fallback);
            return { content: label, helpText: inserted, onAction: () => onInsert(inserted) };
          }),
        }))}
      />
    </div>
  );
}
