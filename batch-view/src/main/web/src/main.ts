import "./style.css";
import { html, render } from "lit-html";
import { api, type Site } from "./api";
import { failure, type Route, type View } from "./shell";
import { useZone } from "./time";

const PAGES: Record<string, { title: string; load: () => Promise<{ view: View }> }> = {
  "": { title: "Overview", load: () => import("./views/overview") },
  instrument: { title: "Instrument", load: () => import("./views/instrument") },
  compare: { title: "Compare", load: () => import("./views/compare") },
  pivot: { title: "Pivot", load: () => import("./views/pivot") },
  export: { title: "Export", load: () => import("./views/export") },
};

const header = document.getElementById("header")!;
const main = document.getElementById("main")!;

function route(): Route {
  const [path, search] = location.hash.replace(/^#\/?/, "").split("?", 2);
  return { path: path.split("/").map(decode), query: new URLSearchParams(search ?? "") };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function drawHeader(site: Site, current: string): void {
  const link = (page: string) => html`<a
    href="#/${page}"
    aria-current=${(current === "instrument" ? "" : current) === page ? "page" : "false"}
    >${PAGES[page].title}</a
  >`;
  render(
    html`<div class="bar">
      <a class="brand" href="#/">
        <img src=${new URL("./icon.svg", import.meta.url).href} alt="" width="28" height="28" />
        <span><strong>${site.name}</strong><small>${site.namespace}</small></span>
      </a>
      <nav aria-label="Pages">${["", "compare", "pivot", "export"].map(link)}</nav>
      <div class="who">
        <span class="zone" title="Times are shown in the time zone of the site">${site.timezone}</span>
        ${site.person
          ? html`<span class="person">${site.person}</span>
              <button type="button" class="plain" @click=${() => void signOut().catch(() => location.reload())}>Sign out</button>`
          : html`<span class="person" title="This site has no sign-in: everybody who reaches this address inside the cluster can read"
              >no sign-in</span
            >`}
      </div>
    </div>
    ${site.rules_problem ? html`<p class="warning" role="alert">${site.rules_problem}</p>` : ""}
    ${site.day_timezone !== site.timezone
      ? html`<p class="warning">Days are cut in ${site.day_timezone}, not in the zone of the site.</p>`
      : ""}`,
    header,
  );
}

async function signOut(): Promise<void> {
  const { to } = await api.signOut();
  leave();
  leave = () => {};
  if (to) {
    location.assign(to);
    return;
  }
  render(html`<p class="bar"><a href="sign-in">Sign in</a></p>`, header);
  render(html`<section class="card"><h1>You are signed out</h1><p>Your identity provider may still know you.</p></section>`, main);
}

let leave: () => void = () => {};
let visit = 0;

async function show(site: Site, moved: boolean): Promise<void> {
  const mine = ++visit;
  leave();
  leave = () => {};
  const going = route();
  const name = going.path[0] in PAGES ? going.path[0] : "";
  const page = PAGES[name];
  drawHeader(site, name);
  document.title = `${name === "instrument" ? going.path[2] : page.title} · ${site.name}`;
  const element = document.createElement("div");
  element.className = `view ${name || "overview"}`;
  main.replaceChildren(element);
  try {
    const { view } = await page.load();
    if (mine !== visit) return;
    const done = await view(element, site, going);
    if (mine === visit) leave = done;
    else done();
  } catch (error) {
    render(failure(error), element);
  }
  if (moved) {
    main.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

async function start(): Promise<void> {
  try {
    const site = await api.site();
    useZone(site.timezone);
    window.addEventListener("hashchange", () => void show(site, true));
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => void show(site, false));
    await show(site, false);
  } catch (error) {
    render(failure(error), main);
    setTimeout(() => void start(), 5000);
  }
}

void start();
