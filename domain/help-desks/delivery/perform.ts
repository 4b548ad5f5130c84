import { ZodError } from "zod";
import type { Customer, DeskCall, HelpDeskDriver, ReadTicket } from "#domain/help-desks/desk";
import { DeskProblem, type DeskTrouble } from "#domain/help-desks/trouble";
import type { TakenLine } from "./take.ts";

/** What came of an attempt at a line. */
export type Performed =
  | { kind: "done"; ticketId: string | null; read: ReadTicket | null }
  /** The ticket is no more. The line waits for another one. */
  | { kind: "gone" }
  | { kind: "failed"; trouble: DeskTrouble; retryAfter: string | null };

type DeskTakenLine = TakenLine & { deskId: string };

/**
 * Does one line in the help desk. The first text opens the ticket. An attempt after the first looks whether an earlier one, whose
 * answer was lost, has done it. Never throws for what the help desk answers.
 */
export async function performLine(driver: HelpDeskDriver, call: DeskCall, line: DeskTakenLine): Promise<Performed> {
  try {
    if (line.kind === "text" || line.kind === "note") return await write(driver, call, line);
    const { ticketId } = line;
    if (ticketId === null) return { kind: "done", ticketId, read: null };
    if (line.kind === "look") return { kind: "done", ticketId, read: await driver.readTicket(call, ticketId) };
    await driver.setClosed(call, ticketId, line.kind === "close");
    return { kind: "done", ticketId, read: null };
  } catch (error) {
    if (error instanceof ZodError) return { kind: "failed", trouble: "not-json", retryAfter: null };
    if (!(error instanceof DeskProblem)) throw error;
    const { trouble, retryAfter } = error;
    if (trouble === "gone" && line.ticketId !== null) return { kind: "gone" };
    // Without a ticket, the API itself isn't there.
    return { kind: "failed", trouble: trouble === "gone" ? "moved" : trouble, retryAfter };
  }
}

async function write(driver: HelpDeskDriver, call: DeskCall, line: DeskTakenLine): Promise<Performed> {
  const { id: lineId, kind, attempts, ticketId, phone } = line;
  const body = line.body ?? "";
  // The person was erased meanwhile.
  if (phone === null || body === "") return { kind: "done", ticketId, read: null };
  const customer: Customer = { externalId: `cartbell-${line.subscriberId}`, name: line.name, phone };
  if (ticketId !== null) {
    if (attempts === 1 || !(await driver.hasMessage(call, ticketId, lineId)))
      await driver.addMessage(call, { ticketId, lineId, body, from: kind === "text" ? customer : null });
    return { kind: "done", ticketId, read: null };
  }
  // A note about a ticket that is no more says nothing to the agents of the next one.
  if (kind === "note") return { kind: "done", ticketId, read: null };
  // An account that is connected again is another desk: its tickets of before are not taken up, nor their answers sent again.
  const externalId = `cartbell-${line.deskId}-${line.conversationId}-${line.number}`;
  const found = attempts === 1 ? null : await driver.findTicket(call, externalId);
  if (found !== null) return { kind: "done", ticketId: found, read: null };
  const subject = `Text from ${line.name}`.slice(0, 120);
  const opened = await driver.openTicket(call, { externalId, lineId, subject, body, customer });
  return { kind: "done", ticketId: opened, read: null };
}
