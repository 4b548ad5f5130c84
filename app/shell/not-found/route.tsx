import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";

/** Any other address inside the admin. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await merchant(request, context);
  throw notFound();
}

export const meta: MetaFunction = () => [{ title: "Not found" }];

export default function NotFound() {
  return null;
}
