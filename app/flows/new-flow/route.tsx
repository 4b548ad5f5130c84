import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { act } from "./action.ts";
import { NewFlowPage } from "./page.tsx";

/** The templates and triggers are part of the app; the page only needs the merchant. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await merchant(request, context);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answerAction(act, await merchant(request, context), request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction = () => [{ title: "Create flow" }];

export default NewFlowPage;
