import { accepted, answer, nextSid, notFound, tooMany } from "./answers.ts";
import type { CarrierSettings } from "./control.ts";
import { type Receipts, receiptsBy } from "./receipts.ts";
import { type Recorder, recorder } from "./recording.ts";
import { formField, type WireRequest } from "./requests.ts";

/** What the carrier knows of texts, whatever connection they came on. */
export interface Texts {
  /** Takes or refuses one request and gives the bytes of its answer. */
  answer(request: WireRequest, settings: CarrierSettings): string;
  counts: { accepted: number; throttled: number; strange: number };
  record: Recorder;
  /** The receipts begun so far; null while none were asked for. */
  receipts(): Receipts | null;
}

interface KeptText {
  sid: string;
  from: string;
  body: string;
  at: number;
}

export function texts(): Texts {
  const counts = { accepted: 0, throttled: 0, strange: 0 };
  const record = recorder();
  const isWithin = allowance();
  const kept = new Map<string, KeptText[]>();
  let receipts: Receipts | null = null;

  function take(form: string, settings: CarrierSettings): string {
    if (settings.perSecond !== null && !isWithin(settings.perSecond)) {
      counts.throttled += 1;
      return tooMany;
    }
    counts.accepted += 1;
    const sid = nextSid();
    if (settings.isRecording || settings.keepsWords || settings.receipts) remember(sid, form, settings);
    return accepted(sid);
  }

  function remember(sid: string, form: string, settings: CarrierSettings): void {
    const at = performance.timeOrigin + performance.now();
    const to = formField(form, "To") ?? "";
    const from = formField(form, "From") ?? "";
    const callback = formField(form, "StatusCallback");
    if (settings.isRecording) record.note(at, to, from, refIn(callback));
    if (settings.keepsWords) {
      const text = { sid, from, body: formField(form, "Body") ?? "", at };
      const known = kept.get(to);
      if (known) known.push(text);
      else kept.set(to, [text]);
    }
    if (settings.receipts && callback !== null) {
      receipts ??= receiptsBy(settings.receipts);
      receipts.begin(sid, to, from, callback);
    }
  }

  // One page is enough: no one here is texted more than a few times.
  function lookUp(target: string): string {
    const query = new URLSearchParams(target.slice(target.indexOf("?") + 1));
    const [to, from] = [query.get("To") ?? "", query.get("From") ?? ""];
    const found = (kept.get(to) ?? []).filter((text) => text.from === from).reverse();
    const messages = found.map(({ sid, body, at }) => {
      return { sid, to, from, body, status: "queued", date_created: new Date(at).toUTCString(), error_code: null };
    });
    return answer("200 OK", { messages, next_page_uri: null });
  }

  return {
    answer({ method, target, body }, settings) {
      if (method === "POST" && target.endsWith("/Messages.json")) return take(body, settings);
      if (method === "GET" && target.includes("/Messages.json?")) return lookUp(target);
      counts.strange += 1;
      return notFound;
    },
    counts,
    record,
    receipts: () => receipts,
  };
}

function refIn(callback: string | null): string {
  return /[?&]ref=([^&#]+)/.exec(callback ?? "")?.[1] ?? "";
}

/** A token bucket that holds a tenth of a second's worth. */
function allowance(): (perSecond: number) => boolean {
  let tokens = 0;
  let last = performance.now();
  return (perSecond) => {
    const now = performance.now();
    tokens = Math.min(tokens + ((now - last) / 1000) * perSecond, Math.max(perSecond / 10, 1));
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
