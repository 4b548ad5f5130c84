import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { ReferencePage } from "./page.tsx";
import { readReferencePage } from "./read.ts";

/** What the API can do. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readReferencePage(await merchant(request, context));
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "API reference" }];

export default function ApiReference() {
  return <ReferencePage data={useLoaderData<typeof loader>()} />;
}
