import type { Provider } from "#domain/messages/delivery/provider";
import type { CallbackListener } from "./callback-listener.ts";

/** What a provider's simulator must be able to bring about. */
export type Trouble =
  | "reset-before-read"
  | "reset-after-read"
  | "hang"
  | "error-before"
  | "error-after"
  | "torn-answer"
  | "throttled-for-7-seconds"
  | "reads-throttled-for-7-seconds"
  | "slow-answer"
  | "receipts-reordered"
  | "receipts-doubled"
  | "undeliverable";

/** A driver in its world: the simulated provider it talks to, and the app's own callback address. */
export interface ProviderWorld {
  provider: Provider;
  /** The same driver where no one listens. */
  unreachable: Provider;
  /** The same driver with a password that is not the account's. */
  misconfigured: Provider;
  callbacks: CallbackListener;
  sender: string;
  /** A sender that lets one text out in many minutes. */
  slowSender: string;
  trouble(kind: Trouble | null): Promise<void>;
  /** How many texts with this reference the provider took. */
  taken(ref: string): Promise<number>;
  /** What a shopper's phone shows. */
  phone(number: string): Promise<{ direction: "in" | "out"; body: string }[]>;
  shopperTexts(from: string, body: string): Promise<void>;
  idle(): Promise<void>;
  close(): Promise<void>;
}
