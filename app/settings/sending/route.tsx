import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { SendingPage } from "./page.tsx";
import { readSending } from "./read.ts";

/** The daily spending limit, and the switch that stops all sending. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readSending(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Spending limits and pause" }];

export default function Sending() {
  return <SendingPage data={useLoaderData<typeof loader>()} />;
}
