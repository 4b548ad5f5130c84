import { BlockStack, Page } from "@shopify/polaris";
import type { ReactNode } from "react";
import { Columns } from "./columns.tsx";
import styles from "./details-page.module.css";
import { type HeaderAction, usePermitted } from "./header-action.ts";

export interface DetailsPageProps {
  title: string;
  subtitle?: string;
  /** Beside the title: a StatusBadge. */
  titleMetadata?: ReactNode;
  /** Where "back" leads: every page but those of the navigation has one. */
  back: { label: string; url: string };
  primaryAction?: HeaderAction | undefined;
  secondaryActions?: HeaderAction[];
  /** The narrow column; below the main one on a phone. */
  aside?: ReactNode;
  /** Keeps the narrow column in view while the main one scrolls. */
  isAsideSticky?: boolean;
  children: ReactNode;
}

/** One thing: its main column, and beside it what explains it. */
export function DetailsPage({
  back,
  aside,
  isAsideSticky = false,
  children,
  primaryAction,
  secondaryActions = [],
  ...header
}: DetailsPageProps) {
  const permit = usePermitted();
  const main = <BlockStack gap="400">{children}</BlockStack>;
  return (
    <div className={styles.page}>
      <Page
        {...header}
        {...(primaryAction && { primaryAction: permit(primaryAction) })}
        secondaryActions={secondaryActions.map(permit)}
        backAction={{ content: back.label, url: back.url }}
      >
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
