import { BlockList, isIP } from "node:net";

/**
 * Networks that no request to an address of a stranger may reach. https://www.iana.org/assignments/iana-ipv4-special-registry
 * and https://www.iana.org/assignments/iana-ipv6-special-registry, as of November 2026. The metadata services of clouds are in
 * them: 169.254.169.254, fd00:ec2::254, 100.100.100.200. 168.63.129.16, Azure's wire server, has an entry of its own.
 */
const IPV4: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10], // carrier-grade NAT
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, and broadcast
];

/** Of 2000::/3, the only part of IPv6 that is routed. Addresses that carry an IPv4 address are refused as a whole. */
const IPV6: [string, number][] = [
  ["2001::", 23], // IETF protocols, Teredo among them
  ["2001:db8::", 32],
  ["2002::", 16], // 6to4
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

const closedIpv4 = new BlockList();
for (const [network, bits] of IPV4) closedIpv4.addSubnet(network, bits, "ipv4");
const closedIpv6 = new BlockList();
for (const [network, bits] of IPV6) closedIpv6.addSubnet(network, bits, "ipv6");
const routedIpv6 = new BlockList();
routedIpv6.addSubnet("2000::", 3, "ipv6");

/** True for an IP address on the public internet. False for every other text. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closedIpv4.check(address, "ipv4");
  // An address with a zone ("fe80::1%eth0") is bound to a link.
  if (family === 6 && !address.includes("%"))
    return routedIpv6.check(address, "ipv6") && !closedIpv6.check(address, "ipv6");
  return false;
}
