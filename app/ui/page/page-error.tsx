import { isRouteErrorResponse, useRevalidator, useRouteError } from "@remix-run/react";
import { Banner, Button, Page } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { EmptyCard } from "./empty-card.tsx";

/** What stands in a page's place when it could not be made: what happened, and what to do. */
export function PageError() {
  const error = useRouteError();
  const { revalidate, state } = useRevalidator();
  if (isRouteErrorResponse(error)) {
    if (error.status === 404) return <NotHere />;
    return error.status === 403 ? <NotAllowed because={String(error.data)} /> : boundary.error(error);
  }
  return (
    <Page title="Something went wrong">
      <Banner
        tone="critical"
        title="This page couldn’t be loaded"
        action={{ content: "Try again", onAction: revalidate, loading: state === "loading" }}
      >
        <p>
          Something went wrong on our side. We’ve been notified. Nothing you entered was changed or sent because of it.
        </p>
      </Banner>
    </Page>
  );
}

/** Someone else's role: the sentence says whose (domain/team/refuse.ts). */
function NotAllowed({ because }: { because: string }) {
  return (
    <Page title="Not available to you">
      <EmptyCard title="Your role doesn’t include this page" action={<Button url="/">Go to Home</Button>}>
        {because}
      </EmptyCard>
    </Page>
  );
}

function NotHere() {
  return (
    <Page title="Not found">
      <EmptyCard title="This page isn’t here" action={<Button url="/">Go to Home</Button>}>
        It may have been deleted, or the address is incomplete.
      </EmptyCard>
    </Page>
  );
}
