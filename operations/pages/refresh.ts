/**
 * Runs in the browser, as text in the page, so it can use nothing from outside itself. Fetches the page again every five
 * seconds while someone looks at it, and puts what changed into the places marked with data-fresh. The element in focus keeps
 * it, by its data-key; while a menu or a field inside a place is in use, the place stays as it is.
 */
function keepFresh(everyMs: number): void {
  const places = () => [...document.querySelectorAll<HTMLElement>("[data-fresh]")];
  const stamp = document.querySelector("[data-stamp]");
  if (places().length === 0) return;

  async function refresh(): Promise<void> {
    if (document.visibilityState !== "visible") return;
    const response = await fetch(location.href, { headers: { "X-Refresh": "1" }, redirect: "manual" }).catch(
      () => null,
    );
    // The session has ended: the login page takes over.
    if (response?.type === "opaqueredirect") return location.reload();
    document.body.classList.toggle("stale", !response?.ok);
    if (!response?.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const place of places()) renew(place, page);
    const time = page.querySelector("[data-stamp]");
    if (stamp && time) stamp.textContent = time.textContent;
  }

  function renew(place: HTMLElement, page: Document): void {
    const next = page.querySelector<HTMLElement>(`[data-fresh="${place.dataset.fresh}"]`);
    if (!next || next.innerHTML === place.innerHTML) return;
    const active = document.activeElement;
    const inside = active instanceof HTMLElement && active !== place && place.contains(active) ? active : null;
    const key = inside?.dataset.key;
    if (inside && key === undefined) return;
    const [left, top] = [place.scrollLeft, place.scrollTop];
    place.replaceChildren(...next.childNodes);
    place.scrollTo(left, top);
    if (key !== undefined)
      [...place.querySelectorAll<HTMLElement>("[data-key]")].find((it) => it.dataset.key === key)?.focus();
  }

  const turn = () => void refresh().finally(() => setTimeout(turn, everyMs));
  setTimeout(turn, everyMs);
  document.addEventListener("visibilitychange", () => void refresh());
}

const EVERY_MS = 5_000;

/** The script of every page of the panel. */
export const REFRESH_SCRIPT = `(${keepFresh.toString()})(${EVERY_MS});`;
