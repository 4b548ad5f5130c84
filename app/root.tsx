import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }];

export function loader({ context }: LoaderFunctionArgs) {
  return { isSimulated: context.simulator !== null };
}

export const shouldRevalidate = () => false;

export default function Root() {
  const { isSimulated } = useLoaderData<typeof loader>();
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
        <Outlet />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}
