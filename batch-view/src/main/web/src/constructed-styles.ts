// The grid's libraries write some of their styles as <style> elements and style attributes, which a content security
// policy without 'unsafe-inline' refuses. The same rules are allowed as constructed style sheets and through the CSSOM, so
// that is what they become: a <template> stands where the <style> would, and carries the sheet. Loaded before the grid and
// with it only; nothing about scripts changes.

function construct(place: HTMLTemplateElement, css: string, root: Document | ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  Object.defineProperty(place, "sheet", { value: sheet });
}

const innerHTML = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, "innerHTML")!;
Object.defineProperty(ShadowRoot.prototype, "innerHTML", {
  ...innerHTML,
  set(this: ShadowRoot, markup: string) {
    const placed = String(markup)
      .replace(/<style\b[^>]*>/gi, "<template data-style>")
      .replace(/<\/style>/gi, "</template>");
    innerHTML.set!.call(this, placed);
    this.querySelectorAll<HTMLTemplateElement>("template[data-style]").forEach((place) =>
      construct(place, place.content.textContent ?? "", this),
    );
  },
});

const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
  if (name === "style" && (this instanceof HTMLElement || this instanceof SVGElement)) this.style.cssText = value;
  else setAttribute.call(this, name, value);
};

const createElement = Document.prototype.createElement as (name: string, options?: ElementCreationOptions) => HTMLElement;
Document.prototype.createElement = function (this: Document, name: string, options?: ElementCreationOptions) {
  if (name.toLowerCase() !== "style") return createElement.call(this, name, options);
  const place = createElement.call(this, "template") as HTMLTemplateElement;
  // Its text comes later; by the end of the task it is there.
  queueMicrotask(() => {
    const root = place.getRootNode();
    if (root instanceof Document || root instanceof ShadowRoot) construct(place, place.textContent ?? "", root);
  });
  return place;
} as typeof Document.prototype.createElement;

export {};
