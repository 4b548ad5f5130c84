import { expect, test } from "vitest";
import { namedByLink } from "./recovery-link.ts";

test.each([
  [
    "https://www.snowdevil.ca/14168/checkouts/0123456789abcdef/recover?key=6dac",
    { token: "0123456789abcdef", cartToken: null },
  ],
  [
    "https://www.snowdevil.ca/checkouts/ac/Z2NwLXVz/recover?key=secret&locale=en",
    { token: null, cartToken: "Z2NwLXVz" },
  ],
  [
    "https://www.snowdevil.ca/26371970/checkouts/ac/Z2NwLXVz/recover/?key=secret",
    { token: null, cartToken: "Z2NwLXVz" },
  ],
  ["https://www.snowdevil.ca/checkouts/abc/recover", { token: "abc", cartToken: null }],
  ["https://www.snowdevil.ca/cart", { token: null, cartToken: null }],
  [null, { token: null, cartToken: null }],
])("what %s names", (url, named) => {
  expect(namedByLink(url)).toEqual(named);
});
