/** Formats that every browser shows and that hold no script. */
export type PictureType = "image/jpeg" | "image/png" | "image/gif" | "image/webp";

/** What a picture is by its own bytes. */
export interface PictureFormat {
  contentType: PictureType;
  /** In pixels, as it is shown. */
  width: number;
  height: number;
}

/**
 * not-a-picture: a video, a contact, or a format that browsers don't show. too-large: in bytes or pixels. gone: the provider no
 * longer has it. unreachable: the provider didn't hand it over within a day. too-many: more than a person may send in a day.
 */
export type PictureRefusal = "not-a-picture" | "too-large" | "gone" | "unreachable" | "too-many";

/** A picture as the thread shows it. */
export interface ThreadPicture {
  id: string;
  /** dropped: the store held more than it may, and this was among the oldest. */
  state: "waiting" | "held" | "refused" | "dropped" | "erased";
  reason: PictureRefusal | null;
  /** Null unless it is held. */
  width: number | null;
  height: number | null;
}
