import { call, during, element, followable, keepSession, onSubmit, Refusal, say, sayRefusal, showRules } from "./portal.js";

const card = document.querySelector("[data-flow]");
const parameters = new URLSearchParams(location.search);
const flow = parameters.get("flow");

const id = encodeURIComponent(flow ?? "");
const find = (selector) => card.querySelector(selector);

function loggedIn(answer) {
  keepSession(answer);
  const back = followable(answer.returnTo);
  say("good",
    element("strong", {}, "You are logged in."), " ",
    back ? element("a", { href: back }, "Continue") : element("a", { href: "/" }, "To the start page"));
}

async function register() {
  onSubmit(find("form"), async (fields) => {
    const body = { email: fields.email, password: fields.password, newsletter: fields.newsletter === "on" };
    for (const name of ["displayName", "organisation"]) {
      if (fields[name]) {
        body[name] = fields[name];
      }
    }
    const { registrationId } = await call("POST", "/v1/registrations", body);
    location.assign(`/portal/verify?flow=${encodeURIComponent(registrationId)}`);
  });
  await showRules(find("#password"), find("[data-rules]"));
}

function login() {
  onSubmit(find("form"), async ({ email, password }) => {
    loggedIn(await call("POST", "/v1/sessions", { email, password }));
  });
}

/** One page for every flow that confirms an address: the link in the mail tells which one it is. */
const KINDS = {
  registration: {
    path: `/v1/registrations/${id}`,
    confirm: "verification",
    intro: "Enter the code from the mail that we have sent you; then your account is ready.",
    done: loggedIn,
  },
  newsletter: {
    path: `/v1/newsletter/subscriptions/${id}`,
    confirm: "confirmation",
    intro: "Enter the code from the mail that we have sent you; then the newsletter comes to you.",
    done: () => say("good", element("strong", {}, "You are subscribed."), " Thank you."),
  },
  "email-change": {
    path: `/v1/account/email-change/${id}`,
    confirm: "verification",
    intro: "Enter the code from the mail to your new address; you have to be logged in on this page.",
    done: ({ email }) => say("good", element("strong", {}, "Your address is changed."), ` Log in with ${email} from now on.`),
    options: { authorised: true },
  },
};

/** The two forms of codes; services say in every state of a flow which one the last mail carries. */
const FORMATS = {
  "digits-6": { inputmode: "numeric", hint: "It has six digits." },
  "base32-12": {
    inputmode: "text",
    hint: "It has twelve letters and digits in three groups, because too many wrong codes were entered. Capitals and hyphens do not matter.",
  },
};

function expectCode(state) {
  const { inputmode, hint } = FORMATS[state?.codeFormat] ?? { inputmode: "text", hint: "" };
  find("#code").setAttribute("inputmode", inputmode);
  find("[data-code-hint]").textContent = hint;
}

async function resend(path, options) {
  const state = await call("POST", `${path}/code`, undefined, options);
  expectCode(state);
  say("good", "A new code is on its way; the old one no longer counts. ",
    element("small", {}, `Attempts left: ${state?.attemptsRemaining ?? 5}`));
}

async function verify() {
  const form = find("form");
  const again = find("[data-resend]");
  if (!flow) {
    throw new Refusal({ title: "Nothing to confirm", detail: "Open this page by the link in the mail that we have sent you." });
  }
  const named = parameters.get("kind");
  const kind = Object.hasOwn(KINDS, named) ? KINDS[named] : KINDS.registration;
  const state = await call("GET", kind.path, undefined, kind.options);
  find("[data-intro]").textContent = kind.intro;
  expectCode(state);
  if (state.status === "completed") {
    form.hidden = true;
    again.hidden = true;
    say("good", "This has been confirmed already.");
    return;
  }
  onSubmit(form, async ({ code }) => {
    const answer = await call("POST", `${kind.path}/${kind.confirm}`, { code }, kind.options);
    form.hidden = true;
    again.hidden = true;
    kind.done(answer);
  });
  again.addEventListener("click", () => during(again, () => resend(kind.path, kind.options)));
  form.dataset.ready = "";
  find("#code").focus();
}

function showStep(name) {
  for (const form of card.querySelectorAll("[data-step]")) {
    form.hidden = form.dataset.step !== name;
  }
  find(`[data-step="${name}"] input`).focus();
}

async function reset() {
  const path = `/v1/password-resets/${id}`;
  let resetToken = null;
  onSubmit(find('[data-step="start"]'), async ({ email }) => {
    const { passwordResetId } = await call("POST", "/v1/password-resets", { email });
    location.assign(`/portal/reset?flow=${encodeURIComponent(passwordResetId)}`);
  });
  onSubmit(find('[data-step="code"]'), async ({ code }) => {
    ({ resetToken } = await call("POST", `${path}/verification`, { code }));
    showStep("password");
    await showRules(find("#password"), find("[data-rules]"));
  });
  onSubmit(find('[data-step="password"]'), async ({ password }) => {
    const answer = await call("PUT", `${path}/password`, { resetToken, password });
    find('[data-step="password"]').hidden = true;
    const back = followable(answer?.returnTo);
    say("good", element("strong", {}, "Your password is set."), " ",
      element("a", { href: back ?? "/portal/login" }, back ? "Continue" : "Log in"));
  });
  const again = find("[data-resend]");
  again.addEventListener("click", () => during(again, () => resend(path)));
  showStep(flow ? "code" : "start");
  if (flow) {
    expectCode(await call("GET", path));
  }
}

try {
  await { register, login, verify, reset }[card.dataset.flow]();
} catch (refusal) {
  sayRefusal(refusal);
}
