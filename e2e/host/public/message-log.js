import { element, timeOf } from "./dom.js";

const ENTRIES_MAX = 200;

/** Every message between the page and its workspaces, newest first, for developers. Tests read `window.meshesLog`. */
export function createMessageLog(list, counter) {
  window.meshesLog = [];

  return function log(frame, direction, message) {
    const entry = { at: Date.now(), frame, direction, type: message.type, message: redacted(message) };
    window.meshesLog.push(entry);
    if (window.meshesLog.length > ENTRIES_MAX) window.meshesLog.shift();
    list.prepend(row(entry));
    if (list.childElementCount > ENTRIES_MAX) list.lastElementChild.remove();
    counter.textContent = String(window.meshesLog.length);
  };
}

function redacted(message) {
  return "token" in message ? { ...message, token: "(redacted)" } : { ...message };
}

function row({ at, frame, direction, type, message }) {
  const { type: _type, ...rest } = message;
  const details = Object.keys(rest).length === 0 ? "" : JSON.stringify(rest);
  return element(
    "li",
    {},
    element("time", { textContent: timeOf(at) }),
    element("span", {
      className: `way way-${direction}`,
      textContent: direction === "in" ? `from ${frame}` : `to ${frame}`,
    }),
    element("code", { textContent: type }),
    element("span", { className: "detail", textContent: details }),
  );
}
