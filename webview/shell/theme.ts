import { type ReadonlySignal, signal } from "@preact/signals";

const changes = signal(0);

/** How often the theme has changed since the page was opened: for what is drawn in colours that were read once. */
export const themeChanges: ReadonlySignal<number> = changes;

// The editor writes its variables into the root element and the kind of theme into the class of the body.
const observer = new MutationObserver(() => {
  changes.value++;
});
observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
observer.observe(document.body, { attributes: true, attributeFilter: ["style", "class"] });
