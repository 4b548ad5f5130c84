import type { Plan } from "#operations/actions/panel-action";
import type { Operator } from "#operations/session/admit";
import { Field, FormToken } from "../pages/form.tsx";
import { Frame } from "../pages/frame.tsx";

interface ConfirmProps {
  operator: Operator;
  plan: Plan;
  needsReason: boolean;
  problem: string;
  /** Where "Cancel" leads. */
  back: string;
  /** Of this page, with what the action is done to. */
  address: string;
}

export function ConfirmPage({ operator, plan, needsReason, problem, back, address }: ConfirmProps) {
  return (
    <Frame operator={operator} path={back} title={plan.title}>
      <section className="card">
        <ul>
          {plan.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        <form method="post" action={address}>
          <FormToken operator={operator} />
          <Field
            label="Reason"
            name="because"
            help={needsReason ? "Kept in the audit log" : "Optional. Kept in the audit log"}
            error={problem || undefined}
            isRequired={needsReason}
            autoComplete="off"
          />
          <p className="actions">
            <button type="submit">{plan.title}</button>
            <a className="button" href={back}>
              Cancel
            </a>
          </p>
        </form>
      </section>
    </Frame>
  );
}
