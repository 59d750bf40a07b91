import { html, render } from "lit-html";
import type { View } from "../shell";

export const view: View = (element) => {
  render(html`<section class="card"><h1>Soon</h1></section>`, element);
  return () => undefined;
};
