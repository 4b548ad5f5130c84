import { isSingleSignOnName } from "#domain/operators/single-sign-on-name";
import type { UserError } from "#domain/user-error";
import type { Operator } from "#operations/session/admit";
import { Field, FormToken } from "../pages/form.tsx";
import { Frame } from "../pages/frame.tsx";

interface AccountProps {
  operator: Operator;
  done?: string | null;
  problem?: UserError;
}

export function AccountPage({ operator, done = null, problem }: AccountProps) {
  if (isSingleSignOnName(operator.name)) return <ProviderAccountPage operator={operator} />;
  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  return (
    <Frame operator={operator} path="/operations/account" title="Your account" done={done}>
      <section className="card" aria-labelledby="password-title">
        <h2 id="password-title">Change your password</h2>
        {operator.session.mustChangePassword && (
          <p className="warn">Someone else knows your password. Choose your own before you continue.</p>
        )}
        <form method="post" action="/operations/account">
          <FormToken operator={operator} />
          <Field
            label="Present password"
            name="present"
            type="password"
            error={errorOf("present")}
            autoComplete="current-password"
          />
          <Field
            label="New password"
            name="password"
            type="password"
            help="12 characters or more"
            error={errorOf("password")}
            autoComplete="new-password"
          />
          <Field
            label="New password again"
            name="again"
            type="password"
            error={errorOf("again")}
            autoComplete="new-password"
          />
          <button type="submit">Change password</button>
        </form>
      </section>
    </Frame>
  );
}

function ProviderAccountPage({ operator }: { operator: Operator }) {
  return (
    <Frame operator={operator} path="/operations/account" title="Your account">
      <section className="card">
        <p>You log in with single sign-on. Change your password at your identity provider.</p>
      </section>
    </Frame>
  );
}
