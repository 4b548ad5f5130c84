import type { FirstCredentials } from "#domain/operators/add";
import type { Operator } from "#operations/session/admit";
import { Frame } from "../pages/frame.tsx";

interface CredentialsProps extends FirstCredentials {
  operator: Operator;
  title: string;
}

/** Shown once: the answer to the form itself, which no address leads back to. */
export function CredentialsPage({ operator, title, password, secret, uri }: CredentialsProps) {
  return (
    <Frame operator={operator} path="/operations/operators" title={title}>
      <section className="card">
        <p className="warn">This is shown once. Copy it before you leave the page.</p>
        <dl>
          <dt>Password, until the first login</dt>
          <dd className="secret">{password}</dd>
          <dt>Secret for the authenticator app</dt>
          <dd className="secret">{secret}</dd>
          <dt>The same as an address, for a QR code</dt>
          <dd className="secret">{uri}</dd>
        </dl>
        <p>
          <a href="/operations/operators">Back to the operators</a>
        </p>
      </section>
    </Frame>
  );
}
