import { Banner, Box } from "@shopify/polaris";
import { useEffect, useSyncExternalStore } from "react";
import { FAILURES } from "./failure.ts";
import { currentTrouble, onTrouble, retryHeld } from "./held.ts";
import styles from "./trouble-notice.module.css";

/** Above the page while something it asked for could not be had; the page stays as it is. */
export function TroubleNotice() {
  const trouble = useSyncExternalStore(onTrouble, currentTrouble, () => null);
  useEffect(() => {
    if (trouble) window.shopify?.loading(false);
  }, [trouble]);
  if (!trouble) return null;
  const { title, advice, needsReload } = FAILURES[trouble.failure];
  const action = needsReload
    ? { content: "Reload page", onAction: () => window.location.reload() }
    : { content: "Try again", onAction: retryHeld, loading: trouble.isTrying };
  return (
    <div className={styles.notice} role="status">
      <Box padding="400" paddingBlockEnd="0">
        <Banner tone="warning" title={title} action={action}>
          <p>{advice} Nothing you typed is lost.</p>
        </Banner>
      </Box>
    </div>
  );
}
