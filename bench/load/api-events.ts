import type { ApiRequests, RequestSource } from "./plan.ts";

/** Events of one program after the other, one in each request, each with an id of its own. They never run out. */
export function apiRequests({ secrets }: ApiRequests): RequestSource {
  const run = `${process.pid}-${Date.now()}`;
  let sent = 0;
  return () => {
    const secret = secrets[sent % secrets.length] ?? "";
    sent += 1;
    const body = JSON.stringify({
      id: `${run}-${sent}`,
      name: "Points earned",
      person: { phone: `+1212${String(5_550_000 + (sent % 9_999)).padStart(7, "0")}` },
      properties: { points: sent % 1_000, level: "gold", order: `#${sent}`, is_member: true },
    });
    return [
      "POST /api/v1/events HTTP/1.1",
      "Host: cartbell.test",
      "User-Agent: bench",
      `Authorization: Bearer ${secret}`,
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n");
  };
}
