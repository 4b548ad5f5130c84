import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { ConsentPage } from "./page.tsx";
import { readConsent } from "./read.ts";

/** Double opt-in, and what the store was told of consent. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readConsent(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Consent" }];

export default function Consent() {
  return <ConsentPage data={useLoaderData<typeof loader>()} />;
}
