import { Text } from "@shopify/polaris";
import { PartCounter } from "./part-counter.tsx";
import styles from "./phone-preview.module.css";

export interface PhonePreviewProps {
  /** The text as one person would receive it, the opt-out line included. */
  text: string;
  /** Who it comes from: the sending number, or the shop while there is none. */
  from: string;
  /** How many characters the provider of the sending number accepts in one text. */
  longestText: number;
  /** What stands in the bubble while there is no text. */
  placeholder?: string;
  /** Leaves out what makes the text dear, where a UnicodeNotice says it. */
  isBrief?: boolean;
}

/** A text on a phone, which joins its segments; below it, how many segments are billed. */
export function PhonePreview({
  text,
  from,
  longestText,
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
        {text.length > longestText && <TooLong by={text.length - longestText} longestText={longestText} />}
      </figcaption>
    </figure>
  );
}

/** Why it can't be sent as it stands. */
function TooLong({ by, longestText }: { by: number; longestText: number }) {
  const figure = (count: number) => count.toLocaleString("en-US");
  return (
    <div aria-live="polite">
      <Text as="p" variant="bodySm" tone="critical">
        {`Too long to send: texts are limited to ${figure(longestText)} characters, including the opt-out line. Shorten it by ${figure(by)}.`}
      </Text>
    </div>
  );
}
