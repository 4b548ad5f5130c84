import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { PrivacyPage } from "./page.tsx";
import { readPrivacy } from "./read.ts";

/** Requests of shoppers for their data, and erasures. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readPrivacy(await merchant(request, context));
}

export const meta: MetaFunction = () => [{ title: "Privacy" }];

export default function Privacy() {
  return <PrivacyPage data={useLoaderData<typeof loader>()} />;
}
