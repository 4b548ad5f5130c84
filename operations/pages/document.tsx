import type { ReactNode } from "react";
import style from "./panel.css?inline";
import { REFRESH_SCRIPT } from "./refresh.ts";

/** The frame of every document of the panel. */
export function Document({ title, children }: { title: string; children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Cartbell operations`}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style; the policy allows it by its hash */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        {children}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own script; the policy allows it by its hash */}
        <script dangerouslySetInnerHTML={{ __html: REFRESH_SCRIPT }} />
      </body>
    </html>
  );
}

/** A page for people who are not logged in, or may not do what they asked for. */
export function Notice({ title, sentence }: { title: string; sentence: string }) {
  return (
    <Document title={title}>
      <main className="narrow">
        <h1>{title}</h1>
        <p>{sentence}</p>
        <p>
          <a href="/operations">Back to the overview</a>
        </p>
      </main>
    </Document>
  );
}
