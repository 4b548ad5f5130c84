import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAction } from "#app/actions/answer";
import { revalidation } from "#app/actions/revalidation";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { isEditable } from "#domain/campaigns/state";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { act } from "./action.ts";
import { EditorPage } from "./page.tsx";
import { readEditor } from "./read.ts";

/** A new campaign, or one that has not started. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const search = new URL(request.url).searchParams;
  const forWhom = { segment: search.get("segment"), list: search.get("list") };
  const data = await readEditor(who, idOrNew(params), forWhom);
  if (!data) throw notFound();
  if (data.campaign && !isEditable(data.campaign.state)) throw who.redirect(`/campaigns/${data.campaign.id}`);
  return data;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  return answerAction(act, { ...who, id: idOrNew(params) }, request);
}

export const shouldRevalidate = revalidation();

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.campaign?.name ?? "New campaign" }];

export default function Editor() {
  const data = useLoaderData<typeof loader>();
  // A new campaign becomes an old one at another address: what was asked of the one is nothing to the other.
  return (
    <SaveBarForm
      id="campaign"
      key={data.campaign?.id ?? "new"}
      record={data.record}
      {...(data.version === null ? {} : { version: data.version })}
    >
      {(errors, { forget }) => <EditorPage data={data} saveErrors={errors} onDone={forget} />}
    </SaveBarForm>
  );
}

function idOrNew(params: Record<string, string | undefined>): string | null {
  return params.campaignId === undefined ? null : idIn(params, "campaignId");
}
