import { call, during, element, onSubmit, Refusal, say, sayRefusal } from "./portal.js";

const form = document.querySelector("form");
const status = document.querySelector("[data-status]");
const lists = document.querySelector("[data-lists]");
const leave = document.querySelector("[data-unsubscribe]");

function token() {
  const inPath = location.pathname.match(/^\/portal\/preferences\/([^/]+)\/?$/);
  return inPath ? inPath[1] : encodeURIComponent(new URLSearchParams(location.search).get("token") ?? "");
}

const path = `/v1/newsletter/preferences/${token()}`;

function describe(subscription) {
  const texts = {
    active: "You receive the newsletters that are ticked.",
    none: "You receive no newsletter. Tick one and save to subscribe.",
    suppressed: "Mails to your address have come back, so we send none at present.",
  };
  const address = subscription.email ? `${subscription.email}: ` : "";
  const since = subscription.status === "active" && subscription.since
    ? ` Subscribed since ${new Date(subscription.since).toLocaleDateString(navigator.language, { dateStyle: "long" })}.` : "";
  status.textContent = `${address}${texts[subscription.status] ?? ""}${since}`;
}

function show(subscription, offered) {
  describe(subscription);
  const chosen = new Set(subscription.lists ?? []);
  lists.replaceChildren(...offered.map((list) => {
    const box = element("input", { type: "checkbox", name: "list", value: list.slug, checked: chosen.has(list.slug) });
    return element("label", { class: "check" }, box, ` ${list.name}`, list.description ? element("small", {}, ` ${list.description}`) : null);
  }));
  if (subscription.locale) {
    document.querySelector("#locale").value = subscription.locale.slice(0, 2);
  }
  form.hidden = false;
}

onSubmit(form, async ({ locale }) => {
  const chosen = [...lists.querySelectorAll("input:checked")].map((box) => box.value);
  const saved = await call("PUT", path, { lists: chosen, locale });
  describe(saved ?? { status: chosen.length ? "active" : "none" });
  say("good", "Saved.");
});

leave.addEventListener("click", () => during(leave, async () => {
  await call("DELETE", path);
  form.hidden = true;
  status.textContent = "";
  say("good", "You are unsubscribed from everything.");
}));

try {
  if (path.endsWith("/")) {
    throw new Refusal({ title: "Incomplete address", detail: "Use the link at the end of one of our mails: it opens this page for your address." });
  }
  const [subscription, offered] = await Promise.all([call("GET", path), call("GET", "/v1/newsletter/lists")]);
  show(subscription, offered.items);
} catch (refusal) {
  status.textContent = "";
  sayRefusal(refusal);
}
