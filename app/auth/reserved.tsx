import type { LoaderFunctionArgs } from "@remix-run/node";
import { signedIn } from "#app/authenticate";
import { notFound } from "#app/not-found";

/** Paths that the Shopify library answers itself: the session-token bounce page and the exit from the frame. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  // The library fails on an exit that names no address of the app or of the admin.
  if (pathname.startsWith("/auth/exit-iframe") && !isExit(searchParams.get("exitIframe"))) throw notFound();
  await signedIn(request, context);
  return null;
}

function isExit(address: string | null): boolean {
  return address !== null && (/^\/(?![/\\])/.test(address) || URL.canParse(address));
}
