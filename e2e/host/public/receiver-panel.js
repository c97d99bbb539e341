import { backend } from "./backend.js";
import { button, choice, element, timeOf } from "./dom.js";

const POLL_MS = 1_500;
const SHOWN_MAX = 30;
const MODES = [
  { value: "200", label: "200" },
  { value: "500", label: "500" },
  { value: "429", label: "429" },
  { value: "slow", label: "Slow" },
  { value: "410", label: "410" },
  { value: "drop", label: "Drop" },
];

/** The company's order desk: how it answers, and what arrived. */
export function createReceiverPanel(root) {
  const list = element("ol", { className: "deliveries", ariaLabel: "Received deliveries" });
  const status = element("p", { className: "hint", textContent: "Nothing has arrived yet." });
  const mode = choice(
    "Order desk answers",
    MODES,
    "200",
    (value) => void attempt(() => backend.setReceiverMode(value)),
  );
  let newestId = 0;

  async function attempt(work) {
    try {
      await work();
    } catch (error) {
      status.textContent = error.message;
    }
  }

  function show({ count, records }) {
    status.textContent = count === 0 ? "Nothing has arrived yet." : `${count} received, newest first.`;
    const newest = records[0]?.id ?? 0;
    if (newest === newestId) return;
    if (newest < newestId) {
      list.replaceChildren(); // cleared, or the server began again
      newestId = 0;
    }
    const added = records.filter((record) => record.id > newestId).slice(0, SHOWN_MAX);
    newestId = newest;
    list.prepend(...added.map(deliveryRow));
    while (list.childElementCount > SHOWN_MAX) list.lastElementChild.remove();
  }

  async function poll() {
    if (!document.hidden) await attempt(async () => show(await backend.deliveries()));
    setTimeout(() => void poll(), POLL_MS);
  }

  const clear = button("Clear", () => void attempt(async () => show(await backend.clearDeliveries())), "quiet");
  root.append(mode.node, element("div", { className: "row" }, status, clear), list);
  void attempt(async () => mode.show((await backend.receiver()).mode));
  void poll();
}

function deliveryRow(delivery) {
  const tone = delivery.status === 200 ? "good" : "bad";
  const summary = element(
    "summary",
    {},
    element("span", { className: `chip chip-${tone}`, textContent: delivery.status ?? "dropped" }),
    element("code", { textContent: eventOf(delivery) }),
    element("time", { textContent: timeOf(delivery.received_at) }),
  );
  const signature = {
    verified: "Signature verified",
    invalid: "Signature does not match",
    none: "Not signed with our key",
  };
  const headers = Object.entries(delivery.headers).map(([name, value]) => `${name}: ${value}`);
  const raw = [`${delivery.method} ${delivery.path}`, ...headers, "", indented(delivery.body)].join("\n");
  const pre = element("pre", { textContent: raw, tabIndex: 0, ariaLabel: "Request as received", role: "group" });
  return element(
    "li",
    {},
    element(
      "details",
      {},
      summary,
      element("p", { className: "hint", textContent: signature[delivery.signature] }),
      pre,
    ),
  );
}

function eventOf(delivery) {
  if (delivery.headers["x-meshes-event"]) return delivery.headers["x-meshes-event"];
  return parsed(delivery.body)?.event ?? "(no event name)";
}

function indented(body) {
  const value = parsed(body);
  return value === null ? body : JSON.stringify(value, null, 2);
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
