import { Banner, Box } from "@shopify/polaris";
import { LocalTime } from "../ui/local-time.tsx";

export interface HeldBannerProps {
  /** What happened and what to do; no period at the end. */
  words: string;
  since: Date | string;
}

/** Says on every page that the texting provider takes no texts at present. */
export function HeldBanner({ words, since }: HeldBannerProps) {
  return (
    <Box padding="400" paddingBlockEnd="0">
      <Banner tone="critical" title="Your SMS provider isn’t accepting texts">
        <p>
          {words}. Since <LocalTime at={since} /> no texts have been sent. Sending resumes automatically within a minute
          once this is resolved. Texts past their deadline expire.
        </p>
      </Banner>
    </Box>
  );
}
