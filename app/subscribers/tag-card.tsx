import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Box, Button, ButtonGroup, InlineStack, Tag, Text, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { FieldErrors, FormAnswer } from "../form-answer.ts";
import { useToast } from "../ui/toast.ts";

export interface TagCardProps {
  change: "add" | "remove";
  ids: string[];
  /** Those that subscribers carry most. */
  tags: string[];
  onDone: () => void;
}

/** Asks for the tag that the people chosen are to get or to lose. */
export function TagCard({ change, ids, tags, onDone }: TagCardProps) {
  const fetcher = useFetcher<FormAnswer>();
  const [tag, setTag] = useState("");
  const box = useRef<HTMLDivElement>(null);
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  useEffect(() => box.current?.querySelector("input")?.focus(), []);
  useEffect(() => {
    if (fetcher.data?.ok) onDone();
  }, [fetcher.data, onDone]);
  const [asked, setAsked] = useState<string | null>(null);
  const errors: FieldErrors = fetcher.data && !fetcher.data.ok && asked === tag ? fetcher.data.errors : {};
  const matching = tags.filter((known) => known.toLowerCase().includes(tag.trim().toLowerCase())).slice(0, 8);
  const people = ids.length === 1 ? "1 person" : `${ids.length} people`;

  function submit(): void {
    setAsked(tag);
    const form = new FormData();
    form.set("intent", `${change}-tag`);
    form.set("tag", tag);
    for (const id of ids) form.append("id", id);
    fetcher.submit(form, { method: "post", action: "/subscribers?index" });
  }

  return (
    <Box padding="400" borderBlockEndWidth="025" borderColor="border">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            {change === "add" ? `Add a tag to ${people}` : `Take a tag from ${people}`}
          </Text>
          {errors.form && <Banner tone="critical">{errors.form}</Banner>}
          <div ref={box}>
            <TextField
              label="Tag"
              value={tag}
              onChange={setTag}
              autoComplete="off"
              {...(errors.tag ? { error: errors.tag } : {})}
              {...(change === "remove"
                ? { helpText: "A tag that stands on the customer in Shopify comes back; take it off there." }
                : {})}
            />
          </div>
          {matching.length > 0 && (
            <InlineStack gap="200">
              {matching.map((known) => (
                <Tag key={known} onClick={() => setTag(known)}>
                  {known}
                </Tag>
              ))}
            </InlineStack>
          )}
          <InlineStack align="end">
            <ButtonGroup>
              <Button onClick={onDone}>Cancel</Button>
              <Button submit variant="primary" loading={fetcher.state === "submitting"}>
                {change === "add" ? "Add tag" : "Remove tag"}
              </Button>
            </ButtonGroup>
          </InlineStack>
        </BlockStack>
      </form>
    </Box>
  );
}
