import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { act } from "./action.ts";
import { ThreadPage } from "./page.tsx";
import { readConversation } from "./read.ts";

/** One conversation, beside the list. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const before = new URL(request.url).searchParams.get("before");
  const data = await readConversation(who, idIn(params, "conversationId"), before);
  if (!data) throw notFound();
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  return answerAction(act, { ...who, conversationId: idIn(params, "conversationId") }, request);
}

// A saved reply is only shown to be edited.
export const shouldRevalidate = revalidation({ keeps: ["saved-reply"] });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.name} · Inbox` : "Inbox" }];

export default function Thread() {
  const data = useLoaderData<typeof loader>();
  return <ThreadPage key={data.conversation.id} data={data} />;
}
