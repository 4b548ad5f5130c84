import type { LoaderFunctionArgs } from "@remix-run/node";
import { merchant } from "../authenticate.ts";

/** Any other address inside the admin. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await merchant(request, context);
  throw new Response(null, { status: 404 });
}

export default function NotFound() {
  return null;
}
