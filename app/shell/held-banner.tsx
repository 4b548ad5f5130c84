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
      <Banner tone="critical" title="The texting provider takes no texts at present">
        <p>
          {words}. Since <LocalTime at={since} /> no texts leave. They wait, and sending continues by itself within a
          minute after this is settled. Texts whose deadline passes meanwhile expire.
        </p>
      </Banner>
    </Box>
  );
}
