import { missingFlags } from "./sandbox.ts";

const TITLE = "This workspace cannot run in its frame's sandbox";
const TEXT =
  "The page around this frame does not allow enough. If you build that page, add this to the sandbox attribute of the iframe:";

/**
 * Says what is missing in place of a page that could only wait: without an origin of its own the document may neither
 * call its server nor change its address. By hand, because throwing keeps React from starting.
 */
export function stopInSandbox(window: Window & typeof globalThis): never {
  const { document } = window;
  const flags = missingFlags(window);
  const create = (name: string, text: string, className: string) =>
    Object.assign(document.createElement(name), { textContent: text, className });
  const list = create("ul", "", "mt-1 list-disc ps-5");
  for (const flag of flags) {
    const item = document.createElement("li");
    item.append(create("code", flag, ""));
    list.append(item);
  }
  const note = create("div", "", "m-4 rounded-md border p-4");
  note.setAttribute("role", "alert");
  // For developers, and said before anything can be loaded: only in English.
  note.lang = "en";
  note.dir = "ltr";
  note.append(create("h1", TITLE, "font-medium"), create("p", TEXT, "mt-1 text-sm text-soft"), list);
  document.body.replaceChildren(note);
  throw new Error(`The workspace needs ${flags.join(" ")} in the sandbox attribute of its iframe.`);
}
