import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { postedJson } from "#app/actions/posted-json";
import { merchant } from "#app/authenticate";
import { idIn, notFound } from "#app/not-found";
import { checkTexts } from "#domain/flows/definition/check-texts";
import { parseDocument } from "#domain/flows/definition/document";
import { findFlow } from "#domain/flows/report/find";
import { tryOut } from "#domain/flows/report/trial";
import { trialSetting } from "#domain/flows/report/trial-people";
import { readSnippets } from "#domain/flows/snippets/manage";
import { pinSnippets } from "#domain/flows/snippets/pin";
import { blankFacts } from "#domain/flows/steps/walk-facts";

const asked = z.object({
  document: z.unknown().transform((json, context) => {
    try {
      return parseDocument(json);
    } catch {
      context.addIssue({ code: "custom", message: "no flow" });
      return z.NEVER;
    }
  }),
  question: z.object({
    subscriberId: z.union([z.uuid(), z.literal("")]),
    hasOrdered: z.boolean(),
    isFirstOrder: z.boolean(),
    total: z.coerce.number().min(0).catch(0),
  }),
});

/** Answers the editor's "Try it" for the draft as it stands on the screen, saved or not. Writes nothing. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { shopId, ctx } = await merchant(request, context);
  if (!(await findFlow(ctx.db, shopId, idIn(params, "flowId")))) throw notFound();
  const form = await request.formData();
  const posted = asked.safeParse({ document: postedJson(form, "document"), question: postedJson(form, "question") });
  if (!posted.success) throw new Response("This request isn’t valid. Reload the page and try again", { status: 400 });
  const { question } = posted.data;
  const document = pinSnippets(posted.data.document, await readSnippets(ctx.db, shopId));
  const setting = await trialSetting(ctx, shopId, question.subscriberId || null);
  if (!setting) throw notFound();
  const { hasOrdered, isFirstOrder, total } = question;
  const totalMicros = Math.round(total * 1_000_000);
  const facts = { ...blankFacts(ctx.clock.now()), hasOrdered, isFirstOrder, totalMicros };
  await checkTexts(document);
  return tryOut(document, { ...setting, facts, shortLinkUrl: ctx.shortLinkUrl }, ctx.clock.now());
}
