import { Banner, Link } from "@shopify/polaris";
import { LocalTime } from "../local-time.tsx";
import type { KeptForm } from "./use-kept.ts";

export interface RestoredNoticeProps {
  restored: KeptForm["restored"];
  onDiscard: () => void;
}

/**
 * Says that the form shows what was typed earlier and never saved, with the way back to what is saved. It is short: the browser
 * alone knows what it kept, so the notice comes after the page and pushes down what is below.
 */
export function RestoredNotice({ restored, onDiscard }: RestoredNoticeProps) {
  if (!restored) return null;
  return (
    <Banner tone={restored.isOutdated ? "warning" : "info"}>
      <p>
        Unsaved changes restored from <LocalTime at={new Date(restored.at).toISOString()} />.{" "}
        {restored.isOutdated && "A newer version has been saved. Saving replaces it. Discard your changes to see it. "}
        <Link onClick={onDiscard}>Discard changes</Link>
      </p>
    </Banner>
  );
}
