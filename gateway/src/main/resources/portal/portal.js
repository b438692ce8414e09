// What the pages share: calling the API, keeping a session for this tab, saying what went wrong.

const SESSION = "session";

/** A refusal of the API; its problem document says why. */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? "The request was refused.");
    this.problem = problem;
  }
}

export function session() {
  try {
    return JSON.parse(sessionStorage.getItem(SESSION));
  } catch {
    return null;
  }
}

export function keepSession(answer) {
  const { accessToken, refreshToken, expiresInSeconds } = answer;
  const expiresAt = Date.now() + (expiresInSeconds - 15) * 1000;
  sessionStorage.setItem(SESSION, JSON.stringify({ accessToken, refreshToken, expiresAt }));
}

export function forgetSession() {
  sessionStorage.removeItem(SESSION);
}

/** Calls the API. Answers the JSON body, or null where there is none; throws a Refusal. */
export async function call(method, path, body, options = {}) {
  const headers = { Accept: "application/json", "Accept-Language": navigator.language || "en" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  if (options.authorised) {
    headers.Authorization = `Bearer ${await accessToken()}`;
  }
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
    });
  } catch {
    throw new Refusal({ title: "No connection", detail: "The API could not be reached. Try again in a moment." });
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    answer = { detail: `The API answered ${response.status}.` };
  }
  if (!response.ok) {
    throw new Refusal({ status: response.status, ...answer });
  }
  return answer;
}

async function accessToken() {
  const kept = session();
  if (!kept) {
    throw new Refusal({ status: 401, title: "Not logged in", detail: "Log in first." });
  }
  if (Date.now() < kept.expiresAt) {
    return kept.accessToken;
  }
  try {
    const next = await call("POST", "/v1/sessions/refresh", { refreshToken: kept.refreshToken });
    keepSession(next);
    return next.accessToken;
  } catch (refusal) {
    forgetSession();
    throw refusal;
  }
}

/** Makes an element; strings become text, never markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== undefined && value !== null && value !== false) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const place = () => document.querySelector("[data-message]");

export function say(kind, ...content) {
  place().className = `message ${kind}`;
  place().replaceChildren(...content);
}

export function sayRefusal(refusal) {
  if (!(refusal instanceof Refusal)) {
    say("bad", "Something went wrong on this page.");
    throw refusal;
  }
  const { problem } = refusal;
  const content = [element("strong", {}, problem.title ?? "Refused"), " ", refusal.message];
  if (problem.violations?.length) {
    content.push(element("ul", {}, ...problem.violations.map(
      ({ field, message }) => element("li", {}, `${(field ?? "").replace(/^\//, "")} ${message}`.trim()))));
  }
  if (problem.attemptsRemaining !== undefined) {
    content.push(element("small", {}, `Attempts left: ${problem.attemptsRemaining}`));
  }
  if (problem.resendAvailableInSeconds) {
    content.push(element("small", {}, `A new code can be sent in ${problem.resendAvailableInSeconds} s.`));
  }
  if (problem.requestId) {
    content.push(element("small", {}, `Request ${problem.requestId}`));
  }
  say("bad", ...content);
}

/** Runs an action while its control is disabled, and tells a refusal. */
export async function during(control, action) {
  control.disabled = true;
  say("");
  try {
    return await action();
  } catch (refusal) {
    sayRefusal(refusal);
    return undefined;
  } finally {
    control.disabled = false;
  }
}

export function onSubmit(form, action) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const empty = [...form.querySelectorAll("[required]")].find((input) => !input.value);
    if (empty) {
      empty.focus();
      say("bad", "This field is required.");
      return;
    }
    during(form.querySelector("button"), () => action(Object.fromEntries(new FormData(form))));
  });
}

/** Shows the password rules beside an input and marks those that are kept. */
export async function showRules(input, list) {
  const { rules } = await call("GET", "/v1/password-policy");
  const items = rules.map((rule) => ({ rule, item: element("li", {}, rule.description) }));
  list.replaceChildren(...items.map(({ item }) => item));
  input.addEventListener("input", () => {
    for (const { rule, item } of items) {
      item.classList.toggle("kept", Boolean(rule.pattern) && matches(rule.pattern, input.value));
    }
  });
}

function matches(pattern, value) {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return false;
  }
}

/** A link that the API handed back, if a browser may follow it. */
export function followable(url) {
  if (typeof url !== "string") {
    return null;
  }
  try {
    const resolved = new URL(url, location.origin);
    return ["http:", "https:"].includes(resolved.protocol) ? resolved.href : null;
  } catch {
    return null;
  }
}
