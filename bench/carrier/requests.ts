/** One request as it was read; texts are latin1, which is what headers and form bodies consist of. */
export interface WireRequest {
  method: string;
  target: string;
  body: string;
}

const endOfHead = Buffer.from("\r\n\r\n");
const longestHead = 16_384;

/**
 * Reads the requests of one connection from its bytes, however they were cut into packets. Only what our clients send
 * is understood: HTTP/1.1 with a content-length or without a body. Returns a function that takes the next bytes and
 * gives the requests they complete; it throws on anything else.
 */
export function requestReader(): (chunk: Buffer) => WireRequest[] {
  let held: Buffer | null = null;
  return (chunk) => {
    const bytes: Buffer = held ? Buffer.concat([held, chunk]) : chunk;
    held = null;
    const requests: WireRequest[] = [];
    let at = 0;
    while (at < bytes.length) {
      const headEnd = bytes.indexOf(endOfHead, at);
      if (headEnd < 0) {
        if (bytes.length - at > longestHead) throw new Error("The request's head is too long.");
        break;
      }
      const head = bytes.toString("latin1", at, headEnd);
      const bodyStart = headEnd + 4;
      const end = bodyStart + contentLength(head);
      if (end > bytes.length) break;
      const method = head.slice(0, head.indexOf(" "));
      const target = head.slice(method.length + 1, head.indexOf(" ", method.length + 1));
      requests.push({ method, target, body: bytes.toString("latin1", bodyStart, end) });
      at = end;
    }
    if (at < bytes.length) held = at === 0 ? bytes : bytes.subarray(at);
    return requests;
  };
}

const lengthHeader = /\r\ncontent-length: *(\d+)/i;
const chunkedHeader = /\r\ntransfer-encoding:/i;

function contentLength(head: string): number {
  const found = lengthHeader.exec(head);
  if (found) return Number(found[1]);
  if (chunkedHeader.test(head)) throw new Error("A chunked body is not understood here.");
  return 0;
}

/** One field of a form, decoded; null when the form has none. Cheaper than parsing the whole form. */
export function formField(form: string, name: string): string | null {
  const start = form.startsWith(`${name}=`) ? 0 : form.indexOf(`&${name}=`) + 1;
  if (start === 0 && !form.startsWith(`${name}=`)) return null;
  const end = form.indexOf("&", start);
  const raw = form.slice(start + name.length + 1, end < 0 ? undefined : end);
  return decodeURIComponent(raw.replaceAll("+", " "));
}
