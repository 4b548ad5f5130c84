import { expect, test } from "vitest";
import { aContext } from "../../test/factories/context.ts";
import { aMerchantRequest } from "../../test/factories/requests/merchant-request.ts";
import { loader } from "./reserved.tsx";

const ctx = aContext();

test.each([
  "",
  "?exitIframe=",
  "?exitIframe=%00",
  "?exitIframe=//evil.example",
  "?exitIframe=%2F%5Cevil",
  "?exitIframe=x",
])("the exit page with %j names no address and is a 404", async (search) => {
  const asked = aMerchantRequest(ctx, "candles.myshopify.com", { path: "/auth/exit-iframe", search });
  const request = new Request(`https://app.test/auth/exit-iframe${search}`);
  await expect(loader({ ...asked, request })).rejects.toMatchObject({ status: 404 });
});
