import { useEffect, useRef, useState } from "react";
import type { ThreadPicture } from "#domain/conversations/pictures/picture";
import styles from "./picture.module.css";

/** Of a picture in the thread, in CSS pixels. */
const LONGEST_SIDE = 240;

const REFUSED: Record<NonNullable<ThreadPicture["reason"]>, string> = {
  "not-a-picture": "A file that isn’t a picture, so it isn’t shown.",
  "too-large": "A picture that is too large to show.",
  gone: "A picture that the carrier no longer has.",
  unreachable: "A picture that the carrier didn’t hand over.",
  "too-many": "A picture beyond the 100 that are kept of one person each day.",
};

export interface PictureProps {
  picture: ThreadPicture;
  /** What it is, for people who don't see it. */
  alt: string;
}

/** A picture in the thread, with its space reserved. Selecting it opens it large. Without a picture, the reason is shown. */
export function Picture({ picture, alt }: PictureProps) {
  const { state, reason, width, height } = picture;
  if (state === "waiting") return <p className={styles.missing}>A picture, which is being loaded…</p>;
  if (state === "refused") return <p className={styles.missing}>{reason ? REFUSED[reason] : "A file."}</p>;
  if (state === "dropped")
    return <p className={styles.missing}>A picture that was removed to make room for newer ones.</p>;
  if (state === "erased") return <p className={styles.missing}>A picture that was erased.</p>;
  return <HeldPicture id={picture.id} size={{ width: width ?? 1, height: height ?? 1 }} alt={alt} />;
}

function HeldPicture({ id, size, alt }: { id: string; size: { width: number; height: number }; alt: string }) {
  const frame = useRef<HTMLButtonElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const { url, hasFailed } = usePicture(id, frame);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(size.width, size.height));
  const shown = { width: Math.max(24, size.width * scale), aspectRatio: `${size.width} / ${size.height}` };
  return (
    <>
      <button
        ref={frame}
        type="button"
        className={styles.frame}
        style={shown}
        aria-label={`${alt}. Open large`}
        disabled={!url}
        onClick={() => dialog.current?.showModal()}
      >
        {url && <img src={url} alt="" width={size.width} height={size.height} />}
        {hasFailed && <span className={styles.missing}>Couldn’t load it. Reload the page.</span>}
      </button>
      <dialog ref={dialog} className={styles.large} aria-label={alt}>
        <form method="dialog">
          <button type="submit" className={styles.close}>
            Close
          </button>
        </form>
        {url && <img src={url} alt={alt} width={size.width} height={size.height} />}
      </dialog>
    </>
  );
}

/** One after the other: a page full of pictures takes no more of the server than any page. */
let line: Promise<unknown> = Promise.resolve();

/** Loads a picture once it is in sight. An image's own address would carry no session token; App Bridge adds it to a fetch. */
function usePicture(id: string, frame: React.RefObject<HTMLElement | null>) {
  const [url, setUrl] = useState<string | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    const load = async () => {
      if (isGone) return;
      const response = await fetch(`/inbox/pictures/${encodeURIComponent(id)}`);
      if (!response.ok) throw new Error(`${response.status}`);
      const blob = await response.blob();
      if (isGone) return;
      made = URL.createObjectURL(blob);
      setUrl(made);
    };
    const observer = new IntersectionObserver(([seen]) => {
      if (!seen?.isIntersecting) return;
      observer.disconnect();
      line = line.then(load).catch(() => setFailed(true));
    });
    if (frame.current) observer.observe(frame.current);
    return () => {
      isGone = true;
      observer.disconnect();
      if (made) URL.revokeObjectURL(made);
    };
  }, [id, frame]);
  return { url, hasFailed };
}
