import { call, during, element, followable, Refusal, say, sayRefusal, session } from "./portal.js";

const article = document.querySelector("[data-media]");
const slug = location.pathname.split("/")[3] ?? "";

const size = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} kB`);
const day = (time) => (time ? new Date(time).toLocaleString(navigator.language, { dateStyle: "long", timeStyle: "short" }) : null);

function player(item) {
  const preview = (item.renditions ?? []).find((rendition) => rendition.url && rendition.purpose === "preview")
    ?? (item.renditions ?? []).find((rendition) => rendition.url && item.type === "video");
  if (preview) {
    return element("video", { controls: true, preload: "metadata", playsinline: true, poster: item.poster?.url },
      element("source", { src: preview.url, type: preview.mediaType }),
      ...(item.captions ?? []).map((track) => element("track", {
        kind: track.kind ?? "captions", srclang: track.language, label: track.label, src: track.url, default: Boolean(track.default),
      })));
  }
  return item.poster ? element("img", { src: item.poster.url, alt: item.poster.alt ?? "", width: item.poster.width, height: item.poster.height }) : null;
}

function facts(item) {
  const rows = [
    ["Published", day(item.publishedAt)],
    ["Filmed", day(item.filmedAt)],
    ["Location", item.location?.names?.en ?? item.location?.slug],
    ["Topics", (item.topics ?? []).map((topic) => topic.names?.en ?? topic.slug).join(", ")],
    ["Persons", (item.persons ?? []).map(({ name, role }) => (role ? `${name} (${role})` : name)).join(", ")],
    ["Duration", item.durationSeconds ? `${Math.round(item.durationSeconds)} s` : null],
    ["Credit", item.credit],
    ["Restrictions", item.restrictions],
  ].filter(([, value]) => value);
  return element("dl", { class: "facts" }, ...rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, String(value))]));
}

async function newLink(item, rendition) {
  return call("POST", `/v1/media/${encodeURIComponent(item.id)}/renditions/${encodeURIComponent(rendition.id)}/downloads`, undefined, { authorised: true });
}

/** The terms have changed: shows them, and downloads once they are accepted. */
async function askForAcceptance(item, rendition, problem) {
  const terms = await call("GET", "/v1/usage-terms");
  const accept = element("button", { type: "button", "data-accept": true }, "Accept and download");
  accept.addEventListener("click", () => during(accept, async () => {
    await call("PUT", "/v1/usage-terms/acceptance", { version: terms.version }, { authorised: true });
    await download(item, rendition);
  }));
  say("bad",
    element("strong", {}, problem.title ?? "The usage terms have changed"), " ", problem.detail ?? "",
    element("details", { open: true },
      element("summary", {}, `Usage terms, version ${terms.version}`),
      ...terms.text.split(/\n{2,}/).filter(Boolean).map((text) => element("p", {}, text))),
    accept);
}

async function download(item, rendition) {
  let link;
  try {
    link = await newLink(item, rendition);
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.problem.type !== "urn:problem:usage-terms-not-accepted") {
      throw refusal;
    }
    await askForAcceptance(item, rendition, refusal.problem);
    return;
  }
  const url = followable(link.url);
  say("good",
    element("strong", {}, "Your link is ready: "), element("a", { href: url, download: link.filename ?? true }, link.filename ?? "download"),
    element("small", {}, `${size(link.sizeBytes)}, until ${day(link.expiresAt)}`),
    element("small", {}, `SHA-256 ${link.sha256}`));
}

function downloads(item) {
  const offered = (item.renditions ?? []).filter((rendition) => rendition.access === "account");
  if (!offered.length) {
    return null;
  }
  if (!session()) {
    return element("section", {}, element("h2", {}, "Downloads"), element("p", {}, element("a", { href: "/portal/login" }, "Log in"), " to download this item in full quality."));
  }
  return element("section", {}, element("h2", {}, "Downloads"), element("ul", {}, ...offered.map((rendition) => {
    const button = element("button", { type: "button", class: "quiet" }, `${rendition.name ?? rendition.purpose} (${size(rendition.sizeBytes)})`);
    button.addEventListener("click", () => during(button, () => download(item, rendition)));
    const shape = [rendition.container, rendition.videoCodec, rendition.width ? `${rendition.width}×${rendition.height}` : null, rendition.frameRate ? `${rendition.frameRate} fps` : null];
    return element("li", {}, button, " ", element("small", {}, shape.filter(Boolean).join(", ")));
  })));
}

function show(item) {
  document.title = `${item.title} – NATO Multimedia`;
  article.replaceChildren(...[
    element("h1", {}, item.headline ?? item.title),
    player(item),
    item.summary ? element("p", {}, item.summary) : null,
    ...(item.body?.text ?? item.description ?? "").split(/\n{2,}/).filter(Boolean).map((text) => element("p", {}, text)),
    facts(item),
    downloads(item),
  ].filter(Boolean));
}

try {
  show(await call("GET", `/v1/media/${slug}`));
} catch (refusal) {
  article.replaceChildren(element("h1", {}, refusal.problem?.status === 410 ? "No longer available" : "Not available"));
  if (refusal.problem?.notice) {
    article.append(element("p", {}, refusal.problem.notice));
  }
  sayRefusal(refusal);
}
