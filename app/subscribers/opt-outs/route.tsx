import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerForm, type FormAnswer } from "#app/actions/answer";
import { merchant } from "#app/authenticate";
import { decide } from "./action.ts";
import { OptOutsPage } from "./page.tsx";
import { readOptOuts } from "./read.ts";

/** Replies that may be opt-outs, for somebody to decide about. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readOptOuts(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs): Promise<FormAnswer> {
  const who = await merchant(request, context);
  const form = await request.formData();
  return answerForm(() => decide(who, form));
}

export const meta: MetaFunction = () => [{ title: "Replies to decide" }];

export default function OptOuts() {
  return <OptOutsPage {...useLoaderData<typeof loader>()} />;
}
