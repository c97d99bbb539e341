import { backend } from "./backend.js";
import { element } from "./dom.js";

const POLL_MS = 2_000;

/** What arrived in the team chat. The card stays hidden where there is no chat. */
export function createChatPanel(card, root) {
  const list = element("ol", { className: "deliveries", ariaLabel: "Messages in the team chat" });
  const empty = element("p", { className: "hint", textContent: "No message has arrived yet." });
  root.append(empty, list);

  async function poll() {
    const { records } = await backend.chat();
    if (records === null) return;
    card.hidden = false;
    empty.hidden = records.length > 0;
    list.replaceChildren(...records.map(messageRow));
    setTimeout(() => void poll().catch(later), POLL_MS);
  }

  function later() {
    setTimeout(() => void poll().catch(later), POLL_MS);
  }

  void poll().catch(later);
}

function messageRow({ channel, text }) {
  return element(
    "li",
    { className: "chat-message" },
    element("code", { textContent: `#${channel}` }),
    element("span", { textContent: text }),
  );
}
