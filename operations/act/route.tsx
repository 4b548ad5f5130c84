import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { actionNamed } from "#operations/actions/index";
import type { PanelAction, Target } from "#operations/actions/panel-action";
import { admitOperator, admitPost, type Operator } from "#operations/session/admit";
import { explainFailure, whileAway } from "#operations/session/guarded";
import { redirectSaying } from "#operations/session/said";
import { answerPage, refusal } from "../pages/answer.tsx";
import { ConfirmPage } from "./confirm-page.tsx";
import { CredentialsPage } from "./credentials-page.tsx";

const LEAST_REASON = 3;
const MOST_REASON = 500;

/** The page of one action: what it will do, and the field for the reason. */
export function loader(args: LoaderFunctionArgs): Promise<Response> {
  return whileAway(async () => {
    const action = findAction(args.params.action);
    const operator = await admitOperator(args, action.needs);
    return explainFailure(async () => answerPage(await confirmPage(operator, action, args.request)));
  });
}

/** Does it and says the result on the page it was reached from. */
export function action(args: ActionFunctionArgs): Promise<Response> {
  return whileAway(async () => {
    const action = findAction(args.params.action);
    const { operator, fields } = await admitPost(args, action.needs);
    const because = (fields.because ?? "").trim().slice(0, MOST_REASON);
    if (action.needsReason && because.length < LEAST_REASON)
      return answerPage(await confirmPage(operator, action, args.request, "Say why, for the audit log."), {
        status: 422,
      });
    return explainFailure(async () => {
      const by = { operator: operator.name };
      const { sentence, shown } = await action.run(operator.ctx, targetIn(args.request), {
        by,
        ...(because && { because }),
      });
      if (shown) return answerPage(<CredentialsPage operator={operator} title={sentence} {...shown} />);
      return redirectSaying(action.from, sentence, operator.formToken);
    });
  });
}

function findAction(name = ""): PanelAction {
  const found = actionNamed(name);
  // Thrown before the session is asked for, as for any address that isn't there.
  if (!found) throw refusal(404, "The panel has no such action.");
  return found;
}

async function confirmPage(
  operator: Operator,
  { plan, needsReason, from }: PanelAction,
  request: Request,
  problem = "",
) {
  const { pathname, search } = new URL(request.url);
  const planned = await plan(operator.ctx, targetIn(request));
  return (
    <ConfirmPage {...{ operator, needsReason, problem }} plan={planned} back={from} address={`${pathname}${search}`} />
  );
}

function targetIn(request: Request): Target {
  return Object.fromEntries(new URL(request.url).searchParams);
}
