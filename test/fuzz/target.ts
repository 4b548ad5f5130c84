import type fc from "fast-check";
import type { Sent, WireRequest } from "./wire.ts";

/** The shop that is fuzzed, as its merchant and its store reach it. */
export interface Victim {
  domain: string;
  /** Its sender's number. */
  phone: string;
  apiSecret: string;
  authToken: string;
  /** Signs the shop's sign-up forms. */
  formKey: string;
  /** The web process's address, which the provider signs. */
  appUrl: string;
  /** A session token that is valid for some seconds more. */
  token(): Promise<string>;
  /** Business time. */
  now(): Date;
  send(request: WireRequest): Promise<Sent>;
}

/** An answer that shows that input got past the refusals: a run without any has tried little. */
export interface Depth {
  what: string;
  isReached(sent: Sent): boolean;
}

/** One kind of input. Its file has the target's name. */
export interface Target {
  /** On the command line. */
  name: string;
  /** What is generated, and how it is put to the product. */
  cases(victim: Victim): { input: fc.Arbitrary<unknown>; put(input: never): Promise<Sent[]>; depth?: Depth };
}

/** Keeps the two halves of a target's cases of one type. */
export function target<Input>(
  name: string,
  cases: (victim: Victim) => { input: fc.Arbitrary<Input>; put(input: Input): Promise<Sent[]>; depth?: Depth },
): Target {
  return { name, cases };
}
