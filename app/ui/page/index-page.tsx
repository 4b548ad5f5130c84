import { Page } from "@shopify/polaris";
import type { ReactNode } from "react";
import { type HeaderAction, usePermitted } from "./header-action.ts";

export interface IndexPageProps {
  title: string;
  subtitle?: string;
  primaryAction?: HeaderAction | undefined;
  secondaryActions?: HeaderAction[];
  children: ReactNode;
}

/** A list of things: full width, one primary action. */
export function IndexPage({ children, primaryAction, secondaryActions = [], ...header }: IndexPageProps) {
  const permit = usePermitted();
  return (
    <Page
      fullWidth
      {...header}
      {...(primaryAction && { primaryAction: permit(primaryAction) })}
      secondaryActions={secondaryActions.map(permit)}
    >
      {children}
    </Page>
  );
}
