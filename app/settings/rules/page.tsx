import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerForm } from "#app/actions/answer";
import { checkUnchanged } from "#app/actions/form-version";
import { merchant } from "#app/authenticate";
import { chooseStricter, readStricter } from "#domain/compliance/choose-stricter";
import { peopleUnderRules } from "#domain/compliance/people-under-rules";
import { ALL_RULES } from "#domain/compliance/rules/catalogue";
import { LEFT_OUT } from "#domain/compliance/rules/left-out";
import { UserError } from "#domain/user-error";
import { fingerprint } from "#platform/fingerprint";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { showRule } from "./describe-rule.ts";
import { RuleChoices } from "./rule-choices.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const [stricter, people] = await Promise.all([readStricter(ctx.db, shopId), peopleUnderRules(ctx.db, shopId)]);
  return {
    stricter,
    version: fingerprint(stricter),
    rules: ALL_RULES.map((rule) => showRule(rule, people.byRule[rule.id] ?? 0)),
    counted: { of: people.of, isSample: people.isSample },
    leftOut: LEFT_OUT.map(({ name, why }) => ({ name, why })),
    today: ctx.clock.now().toISOString().slice(0, 10),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const form = await request.formData();
  return answerForm(async () => {
    const next = parsed(String(form.get("stricter")));
    checkUnchanged(form, await readStricter(ctx.db, shopId), next);
    await chooseStricter(ctx, shopId, next);
    return "Your choices are saved";
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new UserError("stricter-unreadable", "These choices cannot be read. Reload the page.");
  }
}

export const meta: MetaFunction = () => [{ title: "Compliance rules" }];

export default function Rules() {
  const { version, ...data } = useLoaderData<typeof loader>();
  return (
    <SettingsPage title="Compliance rules">
      <SaveBarForm id="compliance-rules" version={version}>
        {(errors) => <RuleChoices {...data} errors={errors} />}
      </SaveBarForm>
    </SettingsPage>
  );
}
