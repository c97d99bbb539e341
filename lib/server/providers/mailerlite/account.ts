import { z } from "zod";
import type { Account } from "../contract.ts";
import type { Loaded } from "../kit/fault.ts";
import { parseJson } from "../kit/parse-json.ts";
import type { Reading } from "../kit/provider-definition.ts";

const UNNAMED: Account = { id: "unknown", label: "MailerLite account" };

/** No endpoint says whose token it is. One that reads groups is good, and names its owner inside. */
export async function identify({ api, settings }: Reading): Promise<Loaded<Account>> {
  const groups = await api.send({ path: "/groups", query: { limit: 1 } });
  return groups.ok ? { ok: true, value: readTokenOwner(settings.secrets["api_key"] ?? "") } : groups;
}

const Claims = z.object({ sub: z.union([z.string().regex(/^[\w-]{1,64}$/), z.int().transform(String)]) });

/** The token is a JWT, whose claims anybody can read who has it; what it says is shown and nothing more. */
function readTokenOwner(token: string): Account {
  const [, claims = ""] = token.split(".");
  const parsed = Claims.safeParse(parseJson(Buffer.from(claims, "base64url").toString("utf8")));
  if (!parsed.success) return UNNAMED;
  return { id: parsed.data.sub, label: `MailerLite account (owner ${parsed.data.sub})` };
}
