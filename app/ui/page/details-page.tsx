import { BlockStack, Page, type PageProps } from "@shopify/polaris";
import type { ReactNode } from "react";
import { Columns } from "./columns.tsx";
import styles from "./details-page.module.css";

export interface DetailsPageProps {
  title: string;
  subtitle?: string;
  /** Beside the title: a StatusBadge. */
  titleMetadata?: ReactNode;
  /** Where "back" leads: every page but those of the navigation has one. */
  back: { label: string; url: string };
  primaryAction?: PageProps["primaryAction"];
  secondaryActions?: PageProps["secondaryActions"];
  /** The narrow column; below the main one on a phone. */
  aside?: ReactNode;
  /** Keeps the narrow column in view while the main one scrolls. */
  isAsideSticky?: boolean;
  children: ReactNode;
}

/** One thing: its main column, and beside it what explains it. */
export function DetailsPage({ back, aside, isAsideSticky = false, children, ...header }: DetailsPageProps) {
  const main = <BlockStack gap="400">{children}</BlockStack>;
  return (
    <div className={styles.page}>
      <Page {...header} backAction={{ content: back.label, url: back.url }}>
        {aside ? (
          <Columns aside={<BlockStack gap="400">{aside}</BlockStack>} isAsideSticky={isAsideSticky}>
            {main}
          </Columns>
        ) : (
          main
        )}
      </Page>
    </div>
  );
}
