import { Banner, BlockStack, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { DecidedCard } from "./decided-card.tsx";
import styles from "./opt-outs.module.css";
import type { DecidedLine, OpenLine } from "./read.ts";
import { ReplyCard } from "./reply-card.tsx";
import { type Decisions, useDecisions } from "./use-decisions.ts";

export interface OptOutsPageProps {
  open: OpenLine[];
  total: number;
  decided: DecidedLine[];
}

/** Replies that may be opt-outs, one decision each, and what was decided lately, to be taken back. */
export function OptOutsPage({ open, total, decided }: OptOutsPageProps) {
  const decisions = useDecisions(open, decided);
  return (
    <DetailsPage
      title="Possible opt-outs"
      subtitle="These replies may be opt-outs. Until you review them, these people don’t get marketing texts. They still get texts about their orders."
      back={{ label: "Subscribers", url: "/subscribers" }}
    >
      {decisions.refusal && <Banner tone="critical">{decisions.refusal}</Banner>}
      {open.length === 0 ? (
        <EmptyCard title="Nothing to review">
          Clear opt-outs are handled automatically. Unclear replies appear here with the legal deadline for your review.
        </EmptyCard>
      ) : (
        <Queue open={open} total={total} decisions={decisions} />
      )}
      {decided.length > 0 && <DecidedCard decided={decided} decisions={decisions} />}
    </DetailsPage>
  );
}

function Queue({ open, total, decisions }: { open: OpenLine[]; total: number; decisions: Decisions }) {
  const { current, choose } = decisions;
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is current
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <BlockStack gap="300">
      <Text as="p" tone="subdued">
        Keys: <kbd>O</kbd> opt out, <kbd>N</kbd> not an opt-out, <kbd>U</kbd> undo, <kbd>↑</kbd> <kbd>↓</kbd> previous
        and next.
      </Text>
      <ul ref={list} className={styles.queue} aria-label="Possible opt-outs">
        {open.map((line) => (
          <li key={line.id} className={styles.reply} aria-current={line.id === current} onFocus={() => choose(line.id)}>
            <ReplyCard line={line} decisions={decisions} />
          </li>
        ))}
      </ul>
      {total > open.length && (
        <Text as="p">{`And ${(total - open.length).toLocaleString("en-US")} more, with later deadlines.`}</Text>
      )}
    </BlockStack>
  );
}
