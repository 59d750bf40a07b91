// The grid's libraries write some of their styles as <style> elements and style attributes, which a content security
// policy without 'unsafe-inline' refuses. The same rules are allowed as constructed style sheets and through the CSSOM, so
// that is what they become. Loaded before the grid and with it only; nothing about scripts changes.

const INERT = "constructed";

function construct(style: HTMLStyleElement, root: Document | ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.textContent ?? "");
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  Object.defineProperty(style, "sheet", { value: sheet });
}

const innerHTML = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, "innerHTML")!;
Object.defineProperty(ShadowRoot.prototype, "innerHTML", {
  ...innerHTML,
  set(this: ShadowRoot, markup: string) {
    innerHTML.set!.call(this, String(markup).replace(/<style\b[^>]*>/gi, `<style type="${INERT}">`));
    this.querySelectorAll<HTMLStyleElement>(`style[type="${INERT}"]`).forEach((style) => construct(style, this));
  },
});

const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
  if (name === "style" && (this instanceof HTMLElement || this instanceof SVGElement)) this.style.cssText = value;
  else if (!(this instanceof HTMLStyleElement && name === "type" && this.type === INERT)) {
    setAttribute.call(this, name, value);
  }
};

const createElement = Document.prototype.createElement as (name: string, options?: ElementCreationOptions) => HTMLElement;
Document.prototype.createElement = function (this: Document, name: string, options?: ElementCreationOptions) {
  const element = createElement.call(this, name, options);
  if (element instanceof HTMLStyleElement) {
    setAttribute.call(element, "type", INERT);
    // Its text comes later; by the end of the task it is there.
    queueMicrotask(() => {
      const root = element.getRootNode();
      if (root instanceof Document || root instanceof ShadowRoot) construct(element, root);
    });
  }
  return element;
} as typeof Document.prototype.createElement;

export {};
