import { html } from "lit-html";
import { Refused, type Site } from "./api";

/** A page: shows itself in an element until the returned function is called. */
export type View = (element: HTMLElement, site: Site, route: Route) => (() => void) | Promise<() => void>;

export interface Route {
  path: string[];
  query: URLSearchParams;
}

/** Says it to a screen reader. */
export const announce = (words: string): void => {
  document.getElementById("announce")!.textContent = words;
};

/** What stands where a page could not be shown. */
export const failure = (error: unknown) => html`<section class="card failure" role="alert">
  <h1>${error instanceof Refused && error.status === 404 ? "There is no such instrument here" : "This does not work now"}</h1>
  <p>${error instanceof Error ? error.message : String(error)}</p>
  <p><a href="#/">To the overview</a></p>
</section>`;
