import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { SenderPage } from "./page.tsx";
import { readSender } from "./read.ts";

/** The shop's numbers, those that can be connected, and its name in texts. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readSender(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Sender" }];

export default function Sender() {
  return <SenderPage data={useLoaderData<typeof loader>()} />;
}
