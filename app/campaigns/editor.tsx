import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { answerForm, type FormAnswer } from "#app/actions/answer";
import { merchant } from "#app/authenticate";
import { readEditor } from "#app/campaigns/editor/read";
import { idIn, notFound } from "#app/not-found";
import { isEditable } from "#domain/campaigns/state";
import { SaveBarForm } from "../ui/form/save-bar-form.tsx";
import { carryOut } from "./carry-out.ts";
import { EditorPage } from "./editor/editor-page.tsx";

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

export async function action({ request, context, params }: ActionFunctionArgs): Promise<FormAnswer> {
  const who = await merchant(request, context);
  const id = idOrNew(params);
  const form = await request.formData();
  let leadsTo: string | null = null;
  const answer = await answerForm(async () => {
    const done = await carryOut(who, id, form);
    leadsTo = done.leadsTo;
    return done.said;
  });
  if (!answer.ok || leadsTo === null) return answer;
  // A saved form leaves without a toast.
  return { ...answer, ...(form.get("intent") === null && { said: "" }), leadsTo };
}

/** What leads away is not read once more first: a deleted draft would be answered with a 404. */
export function shouldRevalidate({ actionResult, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  const answer: FormAnswer | undefined = actionResult;
  return answer?.leadsTo ? false : defaultShouldRevalidate;
}

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
