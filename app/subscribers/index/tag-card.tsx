import { Banner, InlineStack, Tag, TextField } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { useField } from "#app/ui/kept/use-field";
import { Kept } from "../../ui/kept/kept.tsx";
import { ChangeCard } from "./change-card.tsx";
import { useChange } from "./use-change.ts";

export interface TagCardProps {
  change: "add" | "remove";
  ids: string[];
  /** Those that subscribers carry most. */
  tags: string[];
  onDone: () => void;
}

/** Asks for the tag that the people chosen are to get or to lose. */
export function TagCard(props: TagCardProps) {
  return <Kept id={`${props.change}-tag`}>{(forget) => <TagForm {...props} onTaken={forget} />}</Kept>;
}

function TagForm({ change, ids, tags, onDone, onTaken }: TagCardProps & { onTaken: () => void }) {
  const close = useCallback(() => {
    onTaken();
    onDone();
  }, [onTaken, onDone]);
  const { submit, errors, isBusy, people } = useChange(ids, close);
  const [tag, setTag] = useField("tag", "");
  const [asked, setAsked] = useState<string | null>(null);
  const problem = asked === tag ? errors : {};
  const matching = tags.filter((known) => known.toLowerCase().includes(tag.trim().toLowerCase())).slice(0, 8);
  return (
    <ChangeCard
      title={change === "add" ? `Add a tag to ${people}` : `Remove a tag from ${people}`}
      verb={change === "add" ? "Add tag" : "Remove tag"}
      isBusy={isBusy}
      onSubmit={() => {
        setAsked(tag);
        submit(`${change}-tag`, { tag });
      }}
      onCancel={close}
    >
      {problem.form && <Banner tone="critical">{problem.form}</Banner>}
      <TextField
        label="Tag"
        value={tag}
        onChange={setTag}
        autoComplete="off"
        {...(problem.tag ? { error: problem.tag } : {})}
        {...(change === "remove"
          ? {
              helpText:
                "To remove a tag added in Shopify, remove it from the customer in Shopify. Otherwise it comes back.",
            }
          : {})}
      />
      {matching.length > 0 && (
        <InlineStack gap="200">
          {matching.map((known) => (
            <Tag key={known} onClick={() => setTag(known)}>
              {known}
            </Tag>
          ))}
        </InlineStack>
      )}
    </ChangeCard>
  );
}
