import { useNavigate } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { ImportKind } from "#domain/imports/import";
import type { UploadAnswer } from "./upload.ts";

export type Upload =
  | { state: "idle" }
  | { state: "sending"; sentBytes: number; totalBytes: number }
  | { state: "failed"; because: string };

const CUT_OFF = "The upload was interrupted. Check your connection and try again.";

/**
 * Sends a file with its progress, and goes to the page of its import. By XMLHttpRequest: a fetch does not tell how much
 * of a body has left. App Bridge therefore does not add the session token; we do.
 */
export function useUpload(): { upload: Upload; send: (file: File, kind: ImportKind) => void; stop: () => void } {
  const [upload, setUpload] = useState<Upload>({ state: "idle" });
  const request = useRef<XMLHttpRequest | null>(null);
  const navigate = useNavigate();
  useEffect(() => () => request.current?.abort(), []);

  async function sendFile(file: File, kind: ImportKind): Promise<void> {
    setUpload({ state: "sending", sentBytes: 0, totalBytes: file.size });
    const token = await window.shopify.idToken();
    const xhr = new XMLHttpRequest();
    request.current = xhr;
    xhr.open("POST", `/subscribers/import/upload?${new URLSearchParams({ kind, name: file.name })}`);
    xhr.setRequestHeader("Authorization", `Bearer ${token}`);
    xhr.setRequestHeader("Content-Type", "application/octet-stream");
    xhr.upload.onprogress = ({ loaded, total }) =>
      setUpload({ state: "sending", sentBytes: loaded, totalBytes: total });
    xhr.onabort = () => setUpload({ state: "idle" });
    xhr.onerror = () => setUpload({ state: "failed", because: CUT_OFF });
    xhr.onload = () => {
      const answer = answerOf(xhr);
      if (answer.ok) navigate(`/subscribers/import/${answer.id}`);
      else setUpload({ state: "failed", because: answer.because });
    };
    xhr.send(file);
  }

  return {
    upload,
    send: (file, kind) => void sendFile(file, kind).catch(() => setUpload({ state: "failed", because: CUT_OFF })),
    stop: () => request.current?.abort(),
  };
}

function answerOf({ status, responseText }: XMLHttpRequest): UploadAnswer {
  if (status === 200) return JSON.parse(responseText) as UploadAnswer; // our own route's
  if (status === 401) return { ok: false, because: "Your session has expired. Reload the page and try again." };
  return { ok: false, because: "Something went wrong on our side. We’ve been notified. Try again." };
}
