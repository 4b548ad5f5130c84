import { Document } from "../pages/document.tsx";
import { Field } from "../pages/form.tsx";

interface LoginProps {
  /** Where the login leads. */
  to: string;
  name?: string;
  problem?: string;
  /** Whether operators can log in at an identity provider too. */
  hasSingleSignOn: boolean;
}

export function LoginPage({ to, name = "", problem, hasSingleSignOn }: LoginProps) {
  const here = to === "/operations" ? "/operations/login" : `/operations/login?${new URLSearchParams({ to })}`;
  return (
    <Document title="Log in">
      <main className="narrow">
        <h1>Cartbell operations</h1>
        <p>For the people who run this installation. Merchants open Cartbell in their Shopify admin.</p>
        {problem && (
          <p className="failed" role="alert">
            {problem}
          </p>
        )}
        {hasSingleSignOn && (
          <p>
            <a href={`/operations/login/oidc?${new URLSearchParams({ to })}`}>Log in with single sign-on</a>
          </p>
        )}
        <form method="post" action={here}>
          <Field label="Name" name="name" value={name} autoComplete="username" />
          <Field label="Password" name="password" type="password" autoComplete="current-password" />
          <Field
            label="Code"
            name="code"
            help="Six digits from your authenticator app"
            inputMode="numeric"
            autoComplete="one-time-code"
          />
          <button type="submit">Log in</button>
        </form>
      </main>
    </Document>
  );
}
