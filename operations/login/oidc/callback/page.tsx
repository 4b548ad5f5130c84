import { Document } from "../../../pages/document.tsx";

/** Leads on by itself. */
export function LoggedInPage({ to }: { to: string }) {
  return (
    <Document title="Logged in">
      <main className="narrow">
        <h1>You are logged in</h1>
        <p>
          <a href={to}>Continue</a>
        </p>
      </main>
    </Document>
  );
}
