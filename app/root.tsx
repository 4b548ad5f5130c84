import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import type { ReactNode } from "react";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }];

export function loader({ context }: LoaderFunctionArgs) {
  return { isSimulated: context.simulator !== null };
}

export const shouldRevalidate = () => false;

export default function Root() {
  const { isSimulated } = useLoaderData<typeof loader>();
  return (
    <Document isSimulated={isSimulated}>
      <Outlet />
    </Document>
  );
}

/** For what fails outside of the admin's frame, or so early that not even the frame stands. */
export function ErrorBoundary() {
  return (
    <Document isSimulated>
      <main style={{ font: "1rem/1.5 system-ui, sans-serif", margin: "20vh auto 0", maxWidth: "30rem" }}>
        <h1 style={{ fontSize: "1.25rem" }}>Something went wrong on our side</h1>
        <p>Please reload the page. If it stays, close Cartbell and open it again from your Shopify admin.</p>
      </main>
    </Document>
  );
}

function Document({ isSimulated, children }: { isSimulated: boolean; children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {/* The admin's own typeface; a demo works without a network. */}
        {!isSimulated && <link rel="stylesheet" href="https://cdn.shopify.com/static/fonts/inter/v4/styles.css" />}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}
