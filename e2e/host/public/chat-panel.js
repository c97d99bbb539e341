import { backend } from "./backend.js";
import { element } from "./dom.js";

const POLL_MS = 2_000;

/** What arrived in the team chat. The card stays hidden where there is no chat. */
export function createChatPanel(card, root) {
  const list = element("ol", { className: "deliveries", ariaLabel: "Messages in the team chat" });
  const status = element("p", { className: "hint" });
  root.append(status, list);

  function show(records) {
    card.hidden = false;
    status.textContent = records.length === 0 ? "No message has arrived yet." : "Newest first.";
    list.replaceChildren(...records.map(messageRow));
  }

  async function poll() {
    try {
      const { records } = await backend.chat();
      if (records === null) return;
      show(records);
    } catch (error) {
      status.textContent = error.message;
    }
    setTimeout(() => void poll(), POLL_MS);
  }

  void poll();
}

function messageRow({ channel, text }) {
  return element(
    "li",
    { className: "chat-message" },
    element("code", { textContent: `#${channel}` }),
    element("span", { textContent: text }),
  );
}
