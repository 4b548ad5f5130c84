import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { USUAL_HOURS } from "#domain/flows/definition/text-deadline";
import { abandonedCart } from "#domain/flows/presets/abandoned-cart";
import { LiveTextsNotice } from "./live-texts-notice.tsx";

function noticeOf(document: unknown): string {
  return renderToStaticMarkup(
    <AppProvider i18n={en}>
      <LiveTextsNotice live={{ number: 3, document: parseDocument(document) }} hours={USUAL_HOURS} />
    </AppProvider>,
  );
}

test("the page of a flow that was published with a wait too long says so, and what to change", () => {
  const steps = [
    { id: "w", type: "wait", config: { minutes: 72 * 60 } },
    { id: "a", type: "send", config: { text: "Come back {{ link }}" } },
  ];
  const notice = noticeOf({ ...abandonedCart.document, steps });
  expect(notice).toContain("Version 3 has texts that would be sent too late");
  expect(notice).toContain("Send “Come back [link]”: This text would be sent too late");
  expect(notice).toContain("Shorten the waits and publish again");
});

test("a flow whose texts are on time has no such notice", () => {
  expect(noticeOf(abandonedCart.document)).not.toContain("too late");
});
