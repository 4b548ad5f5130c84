import { BlockStack, Button, InlineStack, Popover, Text, TextField } from "@shopify/polaris";
import { useEffect, useId, useRef, useState } from "react";
import { type MergeTag, MergeTagMenu } from "./merge-tag-menu.tsx";

export interface ComposerProps {
  /** The name of the form's field. */
  name: string;
  label?: string;
  value: string;
  onChange: (value: string) => void;
  mergeTags: MergeTag[];
  error?: string | undefined;
  helpText?: string;
  isDisabled?: boolean;
}

/** Where a text is written: merge tags go in where the cursor is. Show a PhonePreview of what becomes of it beside it. */
export function Composer({ name, label = "Text", value, onChange, mergeTags, ...field }: ComposerProps) {
  const id = useId();
  const [isChoosing, setChoosing] = useState(false);
  const cursorAfter = useRef<number | null>(null);

  useEffect(() => {
    const area = document.getElementById(id);
    if (cursorAfter.current === null || !(area instanceof HTMLTextAreaElement) || area.value !== value) return;
    area.focus();
    area.setSelectionRange(cursorAfter.current, cursorAfter.current);
    cursorAfter.current = null;
  });

  function insertTag(tag: string): void {
    const area = document.getElementById(id);
    const { selectionStart: from, selectionEnd: to } =
      area instanceof HTMLTextAreaElement ? area : { selectionStart: value.length, selectionEnd: value.length };
    cursorAfter.current = from + tag.length;
    setChoosing(false);
    onChange(value.slice(0, from) + tag + value.slice(to));
  }

  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="end">
        <Text as="span">{label}</Text>
        <Popover
          active={isChoosing}
          onClose={() => setChoosing(false)}
          autofocusTarget="none"
          activator={
            <Button
              variant="plain"
              disclosure
              disabled={field.isDisabled ?? false}
              ariaExpanded={isChoosing}
              onClick={() => setChoosing((before) => !before)}
            >
              Insert merge tag
            </Button>
          }
        >
          <MergeTagMenu mergeTags={mergeTags} onInsert={insertTag} />
        </Popover>
      </InlineStack>
      <TextField
        id={id}
        name={name}
        label={label}
        labelHidden
        value={value}
        onChange={onChange}
        multiline={5}
        maxHeight={320}
        autoComplete="off"
        disabled={field.isDisabled ?? false}
        {...(field.error ? { error: field.error } : {})}
        {...(field.helpText ? { helpText: field.helpText } : {})}
      />
    </BlockStack>
  );
}
