/**
 * What a browser's translator does to a page: the text node goes, and a new one in `<font><font>` takes its place. Runs
 * inside the page, so it uses nothing from outside. The words stay, so that tests can still find them.
 */
export function translate(isContinuous: boolean): void {
  const isDone = (text: Node) => text.parentElement?.localName === "font";
  const isSkipped = (text: Node) => text.parentElement?.closest("script, style, noscript, textarea") !== null;
  const wrap = (text: Node) => {
    if (text.textContent?.trim() === "" || isDone(text) || isSkipped(text)) return;
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    inner.append(text.cloneNode());
    outer.append(inner);
    text.parentNode?.replaceChild(outer, text);
  };
  const wrapAll = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    texts.forEach(wrap);
  };
  wrapAll(document.body);
  if (!isContinuous) return;
  new MutationObserver((records) => {
    for (const { addedNodes, target, type } of records) {
      if (type === "characterData") wrap(target);
      for (const node of addedNodes) {
        if (node.nodeType === Node.TEXT_NODE) wrap(node);
        else wrapAll(node);
      }
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

/** For every document of a browser, as soon as it has loaded. */
export const translatorScript = `addEventListener("load", () => (${translate.toString()})(true));`;
