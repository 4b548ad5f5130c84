import type { ReactNode } from "react";
import { allows } from "#domain/operators/roles";
import type { Operator } from "#operations/session/admit";
import { Document } from "./document.tsx";
import { FormToken } from "./form.tsx";
import { SECTIONS } from "./sections.ts";

interface FrameProps {
  operator: Operator;
  /** The page's address, such as /operations/audit. */
  path: string;
  title: string;
  /** What the last action did. */
  done?: string | null;
  children: ReactNode;
}

/** The frame of every page behind the login: navigation, who is logged in, and what the last action did. */
export function Frame({ operator, path, title, done = null, children }: FrameProps) {
  return (
    <Document title={title}>
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header>
        <strong>Cartbell operations</strong>
        <form method="post" action="/operations/logout">
          <FormToken operator={operator} />
          <a href="/operations/account">
            {operator.name} ({operator.role})
          </a>
          <button type="submit">Log out</button>
        </form>
      </header>
      <nav aria-label="Sections">
        <ul>
          {SECTIONS.filter(({ needs }) => allows(operator.role, needs)).map((it) => (
            <li key={it.path}>
              <a href={it.path} aria-current={it.path === path ? "page" : undefined}>
                {it.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main id="content" tabIndex={-1}>
        <h1>{title}</h1>
        {done && (
          <p className="done" role="status">
            {done}
          </p>
        )}
        {children}
      </main>
      <footer>
        <p>
          As of <time data-stamp="">{new Date().toISOString().slice(0, 19).replace("T", " ")}</time> UTC
        </p>
      </footer>
    </Document>
  );
}
