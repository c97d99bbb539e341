const TIMEOUT_MS = 15_000;

/** Calls this page's own backend. An error carries a text that can be shown as it is. */
async function call(method, path, body) {
  const response = await send(method, path, body);
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  const details = (answer?.error?.data ?? []).map((entry) => ` ${entry.param}: ${entry.msg}.`).join("");
  throw new Error(`${answer?.error?.message ?? answer?.message ?? `Status ${response.status}`}${details}`);
}

async function send(method, path, body) {
  try {
    return await fetch(path, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new Error("Sprocketry's own server does not answer.", { cause });
  }
}

export const backend = {
  createSession: (body) => call("POST", "/backend/session", body),
  refreshSession: (id) => call("POST", `/backend/session/${encodeURIComponent(id)}/refresh`),
  revokeSession: (id) => call("POST", `/backend/session/${encodeURIComponent(id)}/revoke`),
  emit: (body) => call("POST", "/backend/emit", body),
  receiver: () => call("GET", "/backend/receiver"),
  setReceiverMode: (mode) => call("POST", "/backend/receiver", { mode }),
  chat: () => call("GET", "/backend/chat"),
  deliveries: () => call("GET", "/backend/receiver/deliveries"),
  clearDeliveries: () => call("DELETE", "/backend/receiver/deliveries"),
};
