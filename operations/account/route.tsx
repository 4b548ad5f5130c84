import { changePassword } from "#domain/operators/change-password";
import { UserError } from "#domain/user-error";
import { pageFor, postFor } from "#operations/session/guarded";
import { redirectSaying, saidIn } from "#operations/session/said";
import { answerPage } from "../pages/answer.tsx";
import { AccountPage } from "./page.tsx";

export const loader = pageFor("reader", async ({ operator, request }) => (
  <AccountPage operator={operator} done={saidIn(request, operator.formToken)} />
));

export const action = postFor("reader", async ({ operator, fields }) => {
  const { present = "", password = "", again = "" } = fields;
  const by = { operator: operator.name };
  try {
    if (again !== password) throw new UserError("password-again", "The two new passwords differ.", "again");
    await changePassword(operator.ctx, { present, password, by, sessionId: operator.session.id });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return answerPage(<AccountPage operator={operator} problem={error} />, { status: 422 });
  }
  return redirectSaying("/operations", "Your password is changed. Your other sessions have ended.", operator.formToken);
});
