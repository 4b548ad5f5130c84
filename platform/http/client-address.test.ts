import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientAddress, networkOf } from "./client-address.ts";

function addressOf(forwarded: string | undefined, proxies: number, socket = "10.0.0.9"): string {
  return clientAddress({ headers: { "x-forwarded-for": forwarded }, socket: { remoteAddress: socket } }, proxies);
}

describe("the address that a request is counted under", () => {
  test.each([
    ["no proxy: the header is the client's own claim", "203.0.113.1", 0, "10.0.0.9"],
    ["one proxy: the last entry", "203.0.113.1", 1, "203.0.113.1"],
    ["one proxy: what the client wrote before is not read", "1.1.1.1, 2.2.2.2, 203.0.113.1", 1, "203.0.113.1"],
    ["two proxies: the last but one", "1.1.1.1, 203.0.113.1, 10.0.0.1", 2, "203.0.113.1"],
    ["a request that came around the outer proxy", "203.0.113.1", 2, "10.0.0.9"],
    ["no header behind a proxy", undefined, 1, "10.0.0.9"],
    ["a trusted entry that is no address", "1.1.1.1, unknown", 1, "10.0.0.9"],
    ["an empty trusted entry", "1.1.1.1,", 1, "10.0.0.9"],
    ["an entry with a port", "203.0.113.1:4711", 1, "203.0.113.1"],
    ["an IPv6 entry with brackets and a port", "[2001:DB8::1]:4711", 1, "2001:db8::1"],
    ["IPv4 written as IPv6", "::ffff:203.0.113.1", 1, "203.0.113.1"],
    ["line breaks and blanks", " 1.1.1.1 ,\t203.0.113.1 ", 1, "203.0.113.1"],
  ])("%s", (_, forwarded, proxies, expected) => {
    expect(addressOf(forwarded, proxies)).toBe(expected);
  });

  test("nothing that a client puts in front changes it", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 3 }), (claim, proxies) => {
        const trusted = Array.from({ length: proxies }, (_, at) => `198.51.100.${at + 1}`).join(", ");
        expect(addressOf(`${claim}, ${trusted}`, proxies)).toBe("198.51.100.1");
      }),
    );
  });
});

test.each([
  ["203.0.113.1", "203.0.113.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002:0000::", "2001:db8:1:2::/64"],
  ["::1", "0:0:0:0::/64"],
])("%s belongs to the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
