import { ConnectionCreated } from "#lib/contracts/connections.ts";
import type { Backend } from "./backend.ts";
import { MAILCHIMP_KEY, SENDGRID_KEY } from "./mail-providers.ts";

const METADATA = {
  mailchimp: { api_key: MAILCHIMP_KEY, data_center: "us6" },
  sendgrid: { api_key: SENDGRID_KEY },
};

/** A connection to one of the two, made by the company's backend. */
export async function connectMail(
  { api, workspaceId }: Backend,
  type: keyof typeof METADATA,
  name: string,
): Promise<string> {
  const answer = await api.send("POST", "/connections", {
    workspace: workspaceId,
    type,
    name,
    metadata: METADATA[type],
  });
  if (answer.status !== 201) throw new Error(`Connecting ${type} answered ${answer.status}: ${answer.text}`);
  return ConnectionCreated.parse(answer.body).connection.id;
}
