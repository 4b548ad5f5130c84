// Every phone of the simulated world on one page. The address's fragment names the open phone, so it can be linked to.

const byId = (id) => document.getElementById(id);
const [desk, list, thread, words, problem] = ["desk", "phones", "thread", "words", "problem"].map(byId);

const pollMs = 1200;
const seenTexts = new Map();
let phones = [];
let texts = [];
const wide = matchMedia("(min-width: 46.01rem)");

function openPhone() {
  return decodeURIComponent(location.hash.slice(1));
}

async function ask(path, options) {
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `The carrier answered ${response.status}.`);
  return answer;
}

async function refresh() {
  try {
    const search = byId("search").value.replace(/[^\d+]/g, "");
    const found = await ask(`/phones?q=${encodeURIComponent(search)}`);
    phones = found.phones;
    byId("connection").textContent = "";
    showList(found.total, search);
    await showThread();
  } catch (error) {
    byId("connection").textContent = `Not connected: ${error.message}`;
  }
}

function showList(total, search) {
  const isEmpty = total === 0 && search === "";
  desk.dataset.empty = String(isEmpty && openPhone() === "");
  byId("empty").hidden = !(isEmpty && openPhone() === "");
  byId("total").textContent = total === 0 ? "No phone has this number." : countOf(total, "phone");
  if (wide.matches && openPhone() === "" && phones[0]) {
    history.replaceState(null, "", `#${encodeURIComponent(phones[0].phone)}`);
  }
  const focused = document.activeElement?.dataset?.phone;
  list.replaceChildren(...phones.map(listItem));
  if (focused) list.querySelector(`[data-phone="${CSS.escape(focused)}"]`)?.focus();
}

function listItem({ phone, texts: count, lastText }) {
  if (!seenTexts.has(phone) && phone !== openPhone()) seenTexts.set(phone, 0);
  const item = document.createElement("li");
  const button = element("button", { type: "button", className: "row" });
  button.dataset.phone = phone;
  button.setAttribute("aria-current", String(phone === openPhone()));
  button.classList.toggle("is-new", phone !== openPhone() && count > (seenTexts.get(phone) ?? 0));
  button.append(
    face(phone),
    element("span", { className: "number", textContent: readable(phone) }),
    element("span", { className: "when", textContent: clockTime(lastText.at) }),
    element("span", {
      className: "last",
      textContent: lastText.direction === "out" ? `You: ${lastText.body}` : lastText.body,
    }),
  );
  button.addEventListener("click", () => {
    location.hash = encodeURIComponent(phone);
    if (wide.matches) words.focus();
  });
  item.append(button);
  return item;
}

async function showThread() {
  const phone = openPhone();
  desk.dataset.open = String(phone !== "");
  byId("device").hidden = phone === "";
  if (phone === "") return;
  const { messages } = await ask(`/phones/${encodeURIComponent(phone)}/messages`);
  if (phone !== openPhone()) return;
  seenTexts.set(phone, messages.length);
  byId("owner").textContent = readable(phone);
  byId("peer").textContent = peerOf(messages) ? `Texts with ${readable(peerOf(messages))}` : "No texts yet";
  const isSame = thread.dataset.phone === phone && messages.length === texts.length;
  if (isSame && messages.at(-1)?.sid === texts.at(-1)?.sid) return;
  const isAtEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
  const shown = new Set(thread.dataset.phone === phone ? texts.map(({ sid }) => sid) : messages.map(({ sid }) => sid));
  texts = messages;
  thread.replaceChildren(
    ...messages.flatMap((text, index) => bubble(text, messages[index - 1], messages[index + 1], shown)),
  );
  if (isAtEnd || thread.dataset.phone !== phone) thread.scrollTop = thread.scrollHeight;
  thread.dataset.phone = phone;
}

function bubble(text, before, after, shown) {
  const parts = [];
  const day = dayOf(text.at);
  if (!before || dayOf(before.at) !== day) parts.push(element("div", { className: "day", textContent: day }));
  const box = element("div", { className: `text ${text.direction}` });
  box.classList.toggle("is-fresh", !shown.has(text.sid));
  box.append(
    element("span", { className: "visually-hidden", textContent: text.direction === "in" ? "Store: " : "You: " }),
    ...withLinks(text.body),
  );
  parts.push(box);
  const isLastOfGroup = !after || after.direction !== text.direction || clockTime(after.at) !== clockTime(text.at);
  if (isLastOfGroup)
    parts.push(
      element("time", { className: `stamp ${text.direction}`, dateTime: text.at, textContent: clockTime(text.at) }),
    );
  return parts;
}

// The full stop behind a link is the sentence's, not the link's.
function withLinks(body) {
  return body.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/).map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece);
    return element("a", { href: piece, target: "_blank", rel: "noopener", textContent: piece });
  });
}

async function send(body) {
  const phone = openPhone();
  const to = peerOf(texts);
  if (body.trim() === "" || !to) return;
  problem.textContent = "";
  words.value = "";
  try {
    const sent = await ask("/inbound", {
      method: "POST",
      body: JSON.stringify({ from: phone, to, body: body.trim() }),
    });
    if (sent.webhookStatus === null)
      problem.textContent = "The text left the phone, but no app listens to this number.";
    else if (sent.webhookStatus >= 300) problem.textContent = `The app answered the text with ${sent.webhookStatus}.`;
  } catch (error) {
    words.value = body;
    problem.textContent = `Not sent: ${error.message}`;
  }
  await refresh();
}

// A phone answers whoever wrote to it last.
function peerOf(messages) {
  const last = messages.findLast(({ direction }) => direction === "in") ?? messages.at(-1);
  return last ? (last.direction === "in" ? last.from : last.to) : null;
}

function face(phone) {
  const circle = element("span", { className: "face", textContent: phone.slice(-2), ariaHidden: "true" });
  circle.style.setProperty("--hue", String((Number(phone.slice(-4)) * 47) % 360));
  return circle;
}

function readable(phone) {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone) ?? [];
  return area ? `(${area}) ${exchange}-${line}` : phone;
}

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function countOf(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

function clockTime(at) {
  return new Date(at).toLocaleTimeString("en", { hour: "numeric", minute: "2-digit" });
}

function dayOf(at) {
  return new Date(at).toLocaleDateString("en", { weekday: "long", month: "long", day: "numeric" });
}

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  void send(words.value);
});
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  void send(words.value);
});
for (const button of document.querySelectorAll("[data-words]")) {
  button.addEventListener("click", () => void send(button.dataset.words));
}
byId("back").addEventListener("click", () => {
  const phone = openPhone();
  location.hash = "";
  list.querySelector(`[data-phone="${CSS.escape(phone)}"]`)?.focus();
});
byId("search").addEventListener("input", () => void refresh());
list.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...list.querySelectorAll("button")];
  buttons[buttons.indexOf(document.activeElement) + step]?.focus();
});
addEventListener("hashchange", () => {
  problem.textContent = "";
  thread.dataset.phone = "";
  void refresh();
});

async function poll() {
  if (!document.hidden) await refresh();
  setTimeout(poll, pollMs);
}
void poll();
