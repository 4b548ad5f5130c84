import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { HelpDesksPage } from "./page.tsx";
import { readHelpDesk } from "./read.ts";

/** The help desk that conversations can be handed to. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return readHelpDesk(await merchant(request, context));
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Help desk" }];

export default function HelpDesks() {
  return <HelpDesksPage data={useLoaderData<typeof loader>()} />;
}
