import { frame, onTold, tell } from "./channel.js";
import { closeDrawer } from "./drawer.js";

const { appPath, homePath } = frame.dataset;
const { shop } = document.body.dataset;
const list = document.getElementById("app-nav");
let here = location.pathname.slice(appPath.length) || homePath;
/** Where the app's entry without a place of its own leads. */
let home = homePath;

/** The app's entries in the navigation, and the app's address mirrored in the admin's. `leaving` asks about unsaved changes. */
export function followNavigation(leaving) {
  onTold("location", ({ path }) => {
    here = path.split(/[?#]/)[0];
    // Replaced, not pushed: the frame's own step is already in the history that both share.
    history.replaceState(null, "", `${appPath}${path === home ? "" : path}`);
    markCurrent();
  });
  onTold("nav-menu", ({ items }) => {
    home = items.find((item) => item.isHome)?.href ?? homePath;
    draw(items.filter((item) => !item.isHome && item.href));
  });
  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-href], a[data-app-home]") : null;
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    if (!(await leaving())) return;
    closeDrawer();
    tell("navigate", { href: link.dataset.href ?? home });
  });
  markCurrent();
}

function draw(items) {
  list.replaceChildren(
    ...items.map(({ label, href }) => {
      const link = document.createElement("a");
      link.href = `${appPath}${href}`;
      link.dataset.href = href;
      link.textContent = label;
      const entry = document.createElement("li");
      entry.append(link);
      return entry;
    }),
  );
  markCurrent();
  const body = JSON.stringify({ items: items.map(({ label, href }) => ({ label, href })) });
  void fetch(`/store/${shop}/app-nav`, { method: "POST", body });
}

/** The longest entry that the present place begins with, as `/app/campaigns/7` is within Campaigns. */
function markCurrent() {
  const links = [...list.querySelectorAll("a")];
  const within = (href) => here === href || here.startsWith(`${href.replace(/\/$/, "")}/`);
  const [best] = links
    .filter((link) => within(link.dataset.href))
    .sort((one, other) => other.dataset.href.length - one.dataset.href.length);
  for (const link of links) {
    if (link === best) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const homeLink = document.querySelector(".navigation a[data-app-home]");
  if (best) homeLink?.removeAttribute("aria-current");
  else homeLink?.setAttribute("aria-current", "page");
}
