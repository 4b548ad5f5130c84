/**
 * A CSV file for the browser to keep, made while it is fetched: the next piece is asked for when the one before has left,
 * and no more are when the browser goes away.
 */
export function attachment(pieces: AsyncIterable<string>, fileName: string): Response {
  return new Response(streamOf(pieces[Symbol.asyncIterator]()), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${toAscii(fileName)}"; filename*=UTF-8''${percentEncode(fileName)}`,
      "Cache-Control": "no-store",
    },
  });
}

function streamOf(pieces: AsyncIterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}

/** For browsers that do not read the second form: a header takes plain letters only. */
function toAscii(fileName: string): string {
  return fileName.replace(/[^\w .()-]/g, "_");
}

/** RFC 8187 allows fewer characters than encodeURIComponent leaves. */
function percentEncode(fileName: string): string {
  return encodeURIComponent(fileName).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
