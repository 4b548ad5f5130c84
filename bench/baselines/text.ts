const SHOP = "01900000-0000-7000-8000-000000000000";

/** The form of one text, of the same fields and lengths as a campaign's. `number` tells it from the others. */
export function fieldsOf(number: number): Record<string, string> {
  const id = `01900000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
  return {
    To: `+1646${2_000_000 + number}`,
    From: "+16462000001",
    Body: `Harbor Candles: 20% off everything today, Ada${number}: http://127.0.0.1:9/l/${number.toString(36).padStart(10, "A")}\nReply STOP to opt out`,
    StatusCallback: `http://127.0.0.1:9/callbacks/twilio/receipts?ref=${SHOP}.2026-11-01.${id}#rc=5&rp=all`,
    ValidityPeriod: "36000",
  };
}
