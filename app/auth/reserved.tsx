import type { LoaderFunctionArgs } from "@remix-run/node";
import { merchant } from "../authenticate.ts";

/** Paths that the Shopify library answers itself: the session-token bounce page and the exit from the frame. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await merchant(request, context);
  return null;
}
