import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { readQuery } from "#app/subscribers/query";
import { act } from "./action.ts";
import { SubscribersPage } from "./page.tsx";
import { readSubscribers } from "./read.ts";

/** The shop's subscribers, by search, consent, tag and segment. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  return readSubscribers(who, context.turns, readQuery(new URL(request.url).searchParams));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Subscribers" }];

export default function Subscribers() {
  return <SubscribersPage data={useLoaderData<typeof loader>()} />;
}
