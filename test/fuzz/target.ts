import type fc from "fast-check";
import type { Sent, WireRequest } from "./wire.ts";

/** The shop that is fuzzed, as its merchant and its store reach it. */
export interface Victim {
  domain: string;
  /** Its sender's number. */
  phone: string;
  apiSecret: string;
  authToken: string;
  /** The web process's address, which the provider signs. */
  appUrl: string;
  /** A session token that is valid for some seconds more. */
  token(): Promise<string>;
  /** Business time. */
  now(): Date;
  send(request: WireRequest): Promise<Sent>;
}

/** One kind of input. Its file has the target's name. */
export interface Target {
  /** On the command line. */
  name: string;
  /** What is generated, and how it is put to the product. */
  cases(victim: Victim): { input: fc.Arbitrary<unknown>; put(input: never): Promise<Sent[]> };
}

/** Keeps the two halves of a target's cases of one type. */
export function target<Input>(
  name: string,
  cases: (victim: Victim) => { input: fc.Arbitrary<Input>; put(input: Input): Promise<Sent[]> },
): Target {
  return { name, cases };
}
