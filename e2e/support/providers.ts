import { startOAuthServer, type ApiAnswer, type ApiCall, type OAuthServer } from "#lib/testing/oauth/oauth-server.ts";
import { createOAuthStorage } from "#lib/testing/oauth/oauth-storage.ts";
import { PLAIN } from "#lib/testing/oauth/oauth-variations.ts";

/** A key that the made-up Mailchimp account has. */
export const MAILCHIMP_KEY = `${"0123456789abcdef".repeat(2)}-us6`;

const SLACK_SCOPES = ["chat:write", "chat:write.public", "channels:read", "groups:read"];
const TEAMS = [
  { id: "T0LINDEN", label: "Linden Street Cycles" },
  { id: "T0HARBOUR", label: "Harbour Yard" },
];
const CHANNELS = ["general", "bookings", "workshop", "new-customers", "deliveries"];

export type ChatMessage = { team: string; channel: string; text: string };

const MESSAGES_MAX = 1_000;

/** The name of a channel by its id. */
export function channelName(id: string): string {
  return CHANNELS[Number(id.slice("C0".length))] ?? id;
}

export type Providers = {
  /** The settings of a server that takes these for Slack and Mailchimp. */
  variables: Record<string, string>;
  /** Those of Slack alone. */
  slackVariables: Record<string, string>;
  /** Origin of the provider's pages. */
  url: string;
  oauth: OAuthServer;
  /** What arrived in Slack's channels, oldest first. */
  messages: ChatMessage[];
  /** Every deviation from Slack's ways is taken back, and the channels are empty. */
  reset(): void;
  close(): Promise<void>;
};

/** A real OAuth server in Slack's variation with a small Slack behind it, and Mailchimp's answer to who one is. */
export async function startProviders(where: { port?: number; file?: string } = {}): Promise<Providers> {
  const messages: ChatMessage[] = [];
  const oauth = await startOAuthServer({
    accounts: TEAMS,
    scopes: SLACK_SCOPES,
    storage: createOAuthStorage(where.file),
    ...(where.port === undefined ? {} : { port: where.port }),
    api: (call) => (call.path.startsWith("/mailchimp") ? mailchimp(call) : slack(call, messages)),
  });
  const reset = () => {
    messages.length = 0;
    oauth.vary({ ...PLAIN, tokenBody: "slack", scopeSeparator: ",", expiresIn: "never", hasRefreshToken: false });
  };
  reset();
  const slackVariables = {
    MESHES_PROVIDER_SLACK_CLIENT_ID: oauth.clientId,
    MESHES_PROVIDER_SLACK_CLIENT_SECRET: oauth.clientSecret,
    MESHES_PROVIDER_SLACK_API_URL: oauth.apiUrl,
    MESHES_PROVIDER_SLACK_AUTHORIZE_URL: oauth.authorizeUrl,
    MESHES_PROVIDER_SLACK_TOKEN_URL: oauth.tokenUrl,
  };
  return {
    variables: { ...slackVariables, MESHES_PROVIDER_MAILCHIMP_API_URL: `${oauth.apiUrl}/mailchimp` },
    slackVariables,
    url: oauth.url,
    oauth,
    messages,
    reset,
    close: () => oauth.close(),
  };
}

function slack({ path, body, account }: ApiCall, messages: ChatMessage[]): ApiAnswer {
  const team = TEAMS.find(({ id }) => id === account);
  if (team === undefined) return { status: 200, body: { ok: false, error: "invalid_auth" } };
  const { pathname } = new URL(path, "http://slack");
  if (pathname === "/auth.test") return good({ team: team.label, team_id: team.id });
  if (pathname === "/auth.revoke") return good({ revoked: true });
  if (pathname === "/conversations.list") {
    const channels = CHANNELS.map((name, index) => ({ id: `C0${index}`, name, is_member: true }));
    return good({ channels, response_metadata: { next_cursor: "" } });
  }
  if (pathname !== "/chat.postMessage") return { status: 200, body: { ok: false, error: "unknown_method" } };
  const { channel, text } = JSON.parse(body) as { channel: string; text: string };
  messages.push({ team: team.label, channel, text });
  if (messages.length > MESSAGES_MAX) messages.shift();
  return good({ channel, ts: "1503435956.000247" });
}

function good(body: object): ApiAnswer {
  return { status: 200, body: { ok: true, ...body } };
}

function mailchimp({ headers }: ApiCall): ApiAnswer {
  if (headers.authorization === `Bearer ${MAILCHIMP_KEY}`) {
    return { status: 200, body: { account_id: "8d3a3db4d97663a9074efcc16", account_name: "Linden Street Cycles" } };
  }
  return { status: 401, body: { title: "API Key Invalid", status: 401, detail: "Your API key may be invalid" } };
}
