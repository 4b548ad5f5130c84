import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { UserError } from "#domain/user-error";
import { type WhyAnswer, WhyPage } from "./page.tsx";
import { personLine, readChoices, readPerson, readTyped, readWhy } from "./read.ts";

/** Why somebody was or was not texted, and what would happen now. A subscriber is named in the address, a number never is. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const { searchParams } = new URL(request.url);
  const id = searchParams.get("person");
  const of = searchParams.get("of") ?? "";
  const choices = await readChoices(who);
  if (id === null) return { choices, of, person: null, why: null };
  const person = await readPerson(who, id);
  if (!person) throw notFound();
  const why = of === "" ? null : await readWhy(who, person, of);
  if (of !== "" && why === null) throw notFound();
  return { choices, of, person: personLine(person), why };
}

/** A typed number: a subscriber's leads to the subscriber's own address, anybody else's is answered at once. */
export async function action({ request, context }: ActionFunctionArgs): Promise<WhyAnswer> {
  const who = await merchant(request, context);
  const form = await request.formData();
  const of = String(form.get("of") ?? "");
  if (of === "") return { ok: false, errors: { of: "Choose a campaign or a flow." } };
  try {
    const person = await readTyped(who, String(form.get("phone") ?? ""));
    if (person.subscriberId)
      throw who.redirect(`/subscribers/why?${new URLSearchParams({ person: person.subscriberId, of })}`);
    const why = await readWhy(who, person, of);
    if (!why) throw notFound();
    return { ok: true, person: personLine(person), why };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ok: false, errors: { [error.field ?? "form"]: error.message } };
  }
}

export const meta: MetaFunction = () => [{ title: "Message checker" }];

export default function Why() {
  const data = useLoaderData<typeof loader>();
  return <WhyPage key={`${data.person?.subscriberId} ${data.of}`} data={data} />;
}
