import { Page, type PageProps } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface IndexPageProps {
  title: string;
  subtitle?: string;
  primaryAction?: PageProps["primaryAction"];
  secondaryActions?: PageProps["secondaryActions"];
  children: ReactNode;
}

/** A list of things: full width, one primary action. */
export function IndexPage({ children, ...header }: IndexPageProps) {
  return (
    <Page fullWidth {...header}>
      {children}
    </Page>
  );
}
