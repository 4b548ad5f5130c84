import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { useLiveInbox } from "./use-live-inbox.ts";

test("a page that looks for changes is made on the server, where nothing is asked yet", () => {
  const hints: unknown[] = [];
  function Page() {
    useLiveInbox((ids) => hints.push(ids));
    return <p>Inbox</p>;
  }
  expect(renderToString(<Page />)).toBe("<p>Inbox</p>");
  expect(hints).toEqual([]);
});
