import { Banner, Box } from "@shopify/polaris";
import { LocalTime } from "../ui/local-time.tsx";

/** Says on every page that texts are held because an uninstall was reported and the store has not answered yet. */
export function CheckedBanner({ since }: { since: Date | string }) {
  return (
    <Box padding="400" paddingBlockEnd="0">
      <Banner tone="warning" title="Texts are on hold while we check the app’s installation">
        <p>
          At <LocalTime at={since} /> we got a notice that the app was removed from your store. We’re checking with
          Shopify. Sending resumes automatically once Shopify confirms the app is installed.
        </p>
      </Banner>
    </Box>
  );
}
