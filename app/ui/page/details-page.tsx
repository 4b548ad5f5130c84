import { BlockStack, Layout, Page, type PageProps } from "@shopify/polaris";
import type { ReactNode } from "react";
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
  return (
    <div className={aside ? `${styles.page} ${styles.hasAside}` : styles.page}>
      <Page {...header} backAction={{ content: back.label, url: back.url }}>
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">{children}</BlockStack>
          </Layout.Section>
          {aside && (
            <Layout.Section variant="oneThird">
              <div className={isAsideSticky ? styles.sticky : undefined}>
                <BlockStack gap="400">{aside}</BlockStack>
              </div>
            </Layout.Section>
          )}
        </Layout>
      </Page>
    </div>
  );
}
