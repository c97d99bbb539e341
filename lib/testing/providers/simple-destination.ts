import { ConnectionCreated, type Connection } from "#lib/contracts/connections.ts";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import { defineProvider } from "#lib/server/providers/kit/define-provider.ts";
import type { ProviderDefinition } from "#lib/server/providers/kit/provider-definition.ts";
import { ok } from "../api/answers.ts";
import type { ApiClient } from "../api/api-client.ts";
import { makeRule, uniqueName } from "../api/factories.ts";
import type { Received } from "../api/receiver.ts";

/** A destination of one action, `send`, that is one request; for what the engine does with limits and outcomes. */
export function simpleDestination(
  type: IntegrationType,
  options: Partial<Pick<ProviderDefinition, "limits" | "onAmbiguous" | "fields">> = {},
): Destination {
  return defineProvider({
    type,
    name: "Simple",
    authentication: {
      type: "api_key",
      keyField: "api_key",
      fields: [
        { key: "api_url", label: "API URL", type: "text", required: true, validate: "url" },
        { key: "api_key", label: "API key", type: "password", required: true },
      ],
    },
    connect: ({ settings }) => ({
      baseUrl: String(settings.metadata["api_url"]),
      auth: { authorization: `Bearer ${settings.secrets["api_key"] ?? ""}` },
    }),
    errors: {
      read: ({ status, headers }) => (status < 300 ? undefined : { code: headers["x-error-code"] }),
      isNarrow: ({ headers }) => headers["x-limit-of"] === "person",
    },
    identify: async ({ api }) => {
      const answer = await api.send({ path: "/me" });
      return answer.ok ? { ok: true, value: { id: "account-1", label: "Simple account" } } : answer;
    },
    actions: {
      send: {
        label: "Send",
        noun: "message",
        description: "Sends the event",
        inputs: [],
        perform: ({ api, event, data }) =>
          api.send({ method: "POST", path: "/send", json: { event: event.id, ...data } }),
      },
    },
    onAmbiguous: "retry",
    ...options,
  });
}

/** Connected, with a rule for `user.signup`. The account's API is at this address. */
export async function connectSimple(
  api: ApiClient,
  workspace: string,
  type: IntegrationType,
  apiUrl: string,
): Promise<Connection> {
  const metadata = { api_url: apiUrl, api_key: "key-of-the-simple-account" };
  const body = { workspace, type, name: uniqueName("Simple"), metadata };
  const { connection } = ok(await api.send("POST", "/connections", body), ConnectionCreated, 201);
  await makeRule(api, connection, { metadata: { action: "send" } });
  return connection;
}

/** Whether this is a delivery, and not the question who the account is. */
export const isDelivery = ({ path }: Received) => path.endsWith("/send");
