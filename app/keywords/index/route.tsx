import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { KeywordsPage } from "./page.tsx";
import { readKeywordLines } from "./read.ts";

/** The store's keywords. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readKeywordLines(await merchant(request, context));
}

export const meta: MetaFunction = () => [{ title: "Keywords" }];

export default function Keywords() {
  return <KeywordsPage data={useLoaderData<typeof loader>()} />;
}
