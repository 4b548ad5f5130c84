import { Page } from "@shopify/polaris";
import type { ReactNode } from "react";

/** One group of settings, with the way back to the index. */
export function SettingsPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Page title={title} backAction={{ content: "Settings", url: "/settings" }}>
      {children}
    </Page>
  );
}
