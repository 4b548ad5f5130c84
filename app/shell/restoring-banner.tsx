import { Banner, Box } from "@shopify/polaris";
import { LocalTime } from "../ui/local-time.tsx";

/** Says on every page that texts are held after a restore of the database. */
export function RestoringBanner({ since }: { since: Date | string }) {
  return (
    <Box padding="400" paddingBlockEnd="0">
      <Banner tone="warning" title="Texts are on hold while we recover from a backup">
        <p>
          Since <LocalTime at={since} /> we’ve been checking which texts were already sent so no one gets the same text
          twice. Opt-outs still work. Sending resumes automatically. Texts past their deadline expire.
        </p>
      </Banner>
    </Box>
  );
}
