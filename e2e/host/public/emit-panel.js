import { backend } from "./backend.js";
import { button, element } from "./dom.js";

const EVENTS = [
  { event: "booking.created", label: "Book a repair" },
  { event: "repair.completed", label: "Finish a repair" },
  { event: "invoice.paid", label: "Take a payment" },
  { event: "contact.created", label: "Add a customer" },
];

/** Things that happen in the workshop; each is an event that the company sends to Meshes. */
export function createEmitPanel(root) {
  const status = element("p", { className: "hint", role: "status" });
  const browserKey = element("input", { type: "checkbox" });

  async function emit(event, count) {
    status.textContent = "Sending…";
    try {
      const via = browserKey.checked ? "publishable" : "machine";
      status.textContent = told(event, count, await backend.emit({ event, count, via }));
    } catch (error) {
      status.textContent = `Not sent. ${error.message}`;
    }
  }

  const grid = element("div", { className: "emit-grid" });
  for (const { event, label } of EVENTS) {
    const node = button(label, () => void emit(event, 1), "emit");
    node.append(element("code", { textContent: event }));
    grid.append(node);
  }
  const series = button("Emit 20", () => void emit("booking.created", 20), "quiet");
  const key = element("label", { className: "check" }, browserKey, " With the publishable key");
  root.append(grid, element("div", { className: "row" }, series, key), status);
}

function told(event, count, answer) {
  if (count === 1) return `${event} accepted.`;
  const refused = answer.error_count ?? 0;
  return `${answer.count - refused} × ${event} accepted${refused > 0 ? `, ${refused} refused` : ""}.`;
}
