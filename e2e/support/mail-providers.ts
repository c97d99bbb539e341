import { createServer, type IncomingMessage } from "node:http";

export const MAILCHIMP_KEY = `${"0123456789abcdef".repeat(2)}-us6`;
export const SENDGRID_KEY = `SG.${"a".repeat(22)}.${"b".repeat(43)}`;

type MergeField = { tag: string; name: string; type: string };

const FIRST_NAME: MergeField = { tag: "FNAME", name: "First name", type: "text" };
export const BORN: MergeField = { tag: "BORN", name: "Date of birth", type: "date" };
export const MERGE_FIELDS: readonly MergeField[] = [FIRST_NAME, BORN];
export const AUDIENCES = 60;

export type MailProviders = {
  /** The settings of a server that takes these for Mailchimp and SendGrid. */
  variables: Record<string, string>;
  /** What was asked of them: method, path and body. */
  received: { method: string; path: string; body: string }[];
  /** Until told otherwise, Mailchimp answers so to whatever reads its audiences. */
  failWith(status: number | undefined): void;
  has(fields: readonly MergeField[]): void;
  reset(): void;
  close(): Promise<void>;
};

/** Accounts at Mailchimp and SendGrid, as far as forms and mappings need them. */
export async function startMailProviders(): Promise<MailProviders> {
  const received: MailProviders["received"] = [];
  let failure: number | undefined;
  let fields: readonly MergeField[] = MERGE_FIELDS;
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const path = request.url ?? "";
    received.push({ method: request.method ?? "", path, body });
    const isFailing = failure !== undefined && path.startsWith("/mailchimp/lists?");
    const [status, answer] = isFailing
      ? [failure ?? 500, { title: "Away", detail: "Try later" }]
      : answerTo(path, fields, request.headers.authorization ?? "");
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    variables: {
      MESHES_PROVIDER_MAILCHIMP_API_URL: `${origin}/mailchimp`,
      MESHES_PROVIDER_SENDGRID_API_URL: `${origin}/sendgrid`,
    },
    received,
    failWith: (status) => {
      failure = status;
    },
    has: (next) => {
      fields = next;
    },
    reset: () => {
      received.length = 0;
      failure = undefined;
      fields = MERGE_FIELDS;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const KEYS = [MAILCHIMP_KEY, SENDGRID_KEY];
const LISTS = Array.from({ length: AUDIENCES }, (_, index) => ({
  id: `list${index}`,
  name: index === 41 ? "Newsletter of the workshop" : `Audience ${index}`,
}));

function answerTo(path: string, fields: readonly MergeField[], credentials: string): [status: number, body: unknown] {
  const { pathname } = new URL(path, "http://provider");
  if (!KEYS.some((key) => credentials.endsWith(key))) return [401, { title: "API Key Invalid", status: 401 }];
  if (pathname === "/mailchimp/") return [200, { account_id: "a1", account_name: "Linden Street Cycles" }];
  if (pathname === "/mailchimp/lists") return [200, { lists: LISTS, total_items: LISTS.length }];
  if (pathname.endsWith("/merge-fields")) return [200, { merge_fields: fields }];
  if (/^\/mailchimp\/lists\/[^/]+$/.test(pathname)) return [200, { double_optin: false }];
  if (pathname.includes("/members/")) return [200, { id: "m1", status: "subscribed" }];
  if (pathname.endsWith("/scopes")) return [200, { scopes: ["mail.send"] }];
  if (pathname.endsWith("/mail/send")) return [202, {}];
  return [404, { title: "Not found" }];
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
