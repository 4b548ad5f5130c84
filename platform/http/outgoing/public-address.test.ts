import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

test.each([
  "8.8.8.8",
  "1.1.1.1",
  "172.15.255.255",
  "172.32.0.1",
  "100.63.255.255",
  "100.128.0.1",
  "2606:4700:4700::1111",
])("%s is on the public internet", (address) => expect(isPublicAddress(address)).toBe(true));

test.each([
  ...["0.0.0.0", "10.1.2.3", "127.0.0.1", "127.255.255.254", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  ...["100.64.0.1", "100.127.255.255", "169.254.169.254", "100.100.100.200", "168.63.129.16"],
  ...["192.0.0.192", "198.18.0.1", "224.0.0.1", "239.255.255.255", "255.255.255.255", "203.0.113.7"],
])("%s is private, shared, link-local or reserved", (address) => expect(isPublicAddress(address)).toBe(false));

test.each([
  ...["::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1"],
  ...["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1"],
  ...["2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "0:0:0:0:0:ffff:10.0.0.1"],
])("%s is not routed, or carries an IPv4 address", (address) => expect(isPublicAddress(address)).toBe(false));

test.each(["", "localhost", "127.1", "0x7f.1", "2130706433", "8.8.8.8:80", "[::1]"])("%s is no address", (text) =>
  expect(isPublicAddress(text)).toBe(false),
);
