/** The front page's clock: shows the shared time as it runs and moves it forward. */
const { clockUrl } = document.body.dataset;
const now = document.getElementById("clock-now");
const drift = document.getElementById("clock-drift");
const outcome = document.getElementById("clock-outcome");
let offsetMs = 0;

function draw() {
  const instant = new Date(Date.now() + offsetMs);
  now.dateTime = instant.toISOString();
  now.textContent = instant.toLocaleString(undefined, {
    weekday: "long",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  drift.textContent = offsetMs === 0 ? "The same as the real time." : `${spoken(offsetMs)} ahead of the real time.`;
}

function spoken(ms) {
  const minutes = Math.round(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor(minutes / 60) % 24, "h"],
    [minutes % 60, "min"],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.join(" ") || "A moment";
}

async function read() {
  ({ offsetMs } = await (await fetch(`${clockUrl}/clock`)).json());
  draw();
}

async function move(body) {
  const buttons = [...document.querySelectorAll(".moves button")];
  for (const button of buttons) button.disabled = true;
  outcome.textContent = "Moving…";
  try {
    const response = await fetch(`${clockUrl}/clock`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    outcome.textContent = response.ok ? "Moved. Everything that was due has been rung." : answer.error;
    if (response.ok) offsetMs = answer.offsetMs;
    draw();
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

for (const button of document.querySelectorAll("[data-advance]")) {
  button.addEventListener("click", () => void move({ advanceMs: Number(button.dataset.advance) }));
}
for (const button of document.querySelectorAll("[data-hour-utc]")) {
  button.addEventListener("click", () => {
    const daytime = new Date(Date.now() + offsetMs);
    daytime.setUTCDate(daytime.getUTCDate() + 1);
    daytime.setUTCHours(Number(button.dataset.hourUtc), 0, 0, 0);
    void move({ now: daytime.toISOString() });
  });
}

await read();
setInterval(draw, 1_000);
setInterval(() => void read(), 10_000);
