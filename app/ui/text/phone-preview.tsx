import { Text } from "@shopify/polaris";
import { LONGEST_TEXT } from "#domain/messages/content/word";
import { PartCounter } from "./part-counter.tsx";
import styles from "./phone-preview.module.css";

export interface PhonePreviewProps {
  /** The text as one person would receive it, the opt-out line included. */
  text: string;
  /** Who it comes from: the sending number, or the shop while there is none. */
  from: string;
  /** What stands in the bubble while there is no text. */
  placeholder?: string;
  /** Leaves out what makes the text dear, where a UnicodeNotice says it. */
  isBrief?: boolean;
}

/** A text on a phone, which joins its segments; below it, how many segments are billed. */
export function PhonePreview({
  text,
  from,
  placeholder = "Your text appears here.",
  isBrief = false,
}: PhonePreviewProps) {
  return (
    <figure className={styles.phone} aria-label="Preview on a phone">
      <div className={styles.from}>
        <Text as="span" variant="bodySm" tone="subdued">
          {from}
        </Text>
      </div>
      <div className={styles.screen}>
        <div className={`${styles.bubble} ${text === "" ? styles.empty : ""}`} dir="auto">
          {text || placeholder}
        </div>
      </div>
      <figcaption className={styles.caption}>
        <PartCounter text={text} isBrief={isBrief} />
        {text.length > LONGEST_TEXT && <TooLong by={text.length - LONGEST_TEXT} />}
      </figcaption>
    </figure>
  );
}

/** Why it can't be sent as it stands. */
function TooLong({ by }: { by: number }) {
  const figure = (count: number) => count.toLocaleString("en-US");
  return (
    <div aria-live="polite">
      <Text as="p" variant="bodySm" tone="critical">
        {`Too long to send: a text holds at most ${figure(LONGEST_TEXT)} characters, the opt-out line included. Shorten it by ${figure(by)}.`}
      </Text>
    </div>
  );
}
