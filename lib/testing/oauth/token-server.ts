import { startReceiver, type Answer, type Received } from "../api/receiver.ts";

export type Tokens = { access_token: string; refresh_token?: string; expires_in?: number; api_home?: string };
type Held = Answer | "hang" | "drop";

/** Who connected: the access tokens that work, the refresh token in force. */
type Grant = { access: Set<string>; refresh: string | undefined };

export type TokenServer = {
  origin: string;
  /** Requests at the token endpoint, refused ones included, and at the API. */
  refreshes: readonly Received[];
  calls: readonly Received[];
  /** How it behaves from now on. */
  rules: {
    rotates: boolean;
    expiresIn: number | undefined;
    /** Where the account's API is, as an answer says it. */
    apiHome: string | undefined;
    /** Answers in place of the token endpoint when it gives something. */
    instead: (index: number) => Held | undefined;
    /** The API answers nothing at all. */
    holdsCalls: boolean;
    /** Runs after the new tokens are in force at the provider and before they are sent. */
    beforeAnswer: () => Promise<void> | void;
  };
  /** What the consent of a person gives. */
  grant(): Tokens;
  /** No access token works any more; refresh tokens still do. */
  expireAccess(): void;
  /** Nothing that was ever granted works any more. */
  revokeAll(): void;
  close(): Promise<void>;
};

/** A provider with a token endpoint that rotates refresh tokens, each good once, and an API behind them. */
export async function startTokenServer(): Promise<TokenServer> {
  const receiver = await startReceiver();
  const { origin } = new URL(receiver.url);
  let grants: Grant[] = [];
  let count = 0;
  const refreshes: Received[] = [];
  const calls: Received[] = [];
  const rules: TokenServer["rules"] = {
    rotates: true,
    expiresIn: 3_600,
    apiHome: origin,
    instead: () => undefined,
    holdsCalls: false,
    beforeAnswer: () => {},
  };

  function issueTokens(grant: Grant, isNew: boolean): Tokens {
    count += 1;
    const access = `access-${count}`;
    grant.access.add(access);
    const rotated = isNew || rules.rotates ? `refresh-${count}` : undefined;
    grant.refresh = rotated ?? grant.refresh;
    return {
      access_token: access,
      ...(rotated === undefined ? {} : { refresh_token: rotated }),
      ...(rules.expiresIn === undefined ? {} : { expires_in: rules.expiresIn }),
      ...(rules.apiHome === undefined ? {} : { api_home: rules.apiHome }),
    };
  }

  async function refresh(received: Received): Promise<Held> {
    refreshes.push(received);
    const instead = rules.instead(refreshes.length - 1);
    if (instead !== undefined) return instead;
    const token = new URLSearchParams(received.body).get("refresh_token");
    const grant = grants.find((item) => item.refresh !== undefined && item.refresh === token);
    if (grant === undefined) return { status: 400, body: JSON.stringify({ error: "invalid_grant" }) };
    const tokens = issueTokens(grant, false);
    await rules.beforeAnswer();
    return { status: 200, body: JSON.stringify(tokens) };
  }

  function call(received: Received): Held {
    calls.push(received);
    if (rules.holdsCalls) return "hang";
    const token = (received.headers.authorization ?? "").replace("Bearer ", "");
    const isKnown = grants.some(({ access }) => access.has(token));
    return { status: isKnown ? 200 : 401, body: JSON.stringify({ id: "account-1" }) };
  }

  receiver.behave((received) => (received.path === "/token" ? refresh(received) : call(received)));
  return {
    origin,
    refreshes,
    calls,
    rules,
    grant: () => {
      const grant: Grant = { access: new Set(), refresh: undefined };
      grants.push(grant);
      return issueTokens(grant, true);
    },
    expireAccess: () => grants.forEach(({ access }) => access.clear()),
    revokeAll: () => (grants = []),
    close: receiver.close,
  };
}
