import { Banner } from "@shopify/polaris";
import { LocalTime } from "../local-time.tsx";
import type { KeptForm } from "./use-kept.ts";

export interface RestoredNoticeProps {
  restored: KeptForm["restored"];
  onDiscard: () => void;
}

/** Says that the form shows what was typed earlier and never saved, with the way back to what is saved. */
export function RestoredNotice({ restored, onDiscard }: RestoredNoticeProps) {
  if (!restored) return null;
  return (
    <Banner
      tone={restored.isOutdated ? "warning" : "info"}
      title="Unsaved changes restored"
      action={{ content: "Discard changes", onAction: onDiscard }}
    >
      <p>
        You typed them <LocalTime at={new Date(restored.at).toISOString()} />.
        {restored.isOutdated && " A newer version was saved since. Saving replaces it; discard your changes to see it."}
      </p>
    </Banner>
  );
}
