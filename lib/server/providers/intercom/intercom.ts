import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import { defineProvider } from "../kit/define-provider.ts";
import type { Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { intercomActions } from "./actions.ts";
import { intercomApi } from "./api.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { identify, intercomOAuth } from "./oauth.ts";

const Tags = z.object({ data: z.array(z.object({ id: Id, name: z.string() })) });

/** Unpaged. */
export async function loadTags(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const tags = await api.read({ path: "/tags" }, Tags);
  return tags.ok ? { ok: true, value: tags.value.data } : tags;
}

/** REST API 2.15. */
export const intercom = defineProvider({
  ...intercomApi,
  type: "intercom",
  authentication: { type: "oauth", oauth: intercomOAuth },
  identify,
  actions: intercomActions,
  actionData: { tags: ({ api }) => loadTags(api) },
  // Custom attributes that do not exist are refused [unsure: verify live].
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: ({ api }) => loadFields(api) },
  // 10,000 a minute for an app in a workspace, in windows of ten seconds. The most: attributes, search, POST, PUT, tag.
  limits: { rate: { requests: 1600, perMs: 10_000, scope: "connection" }, requestsPerDelivery: 5 },
  unseen: [
    "An attribute that does not exist is refused, so mappings to one are refused when they are saved.",
    "Consent for workspaces of Europe and Australia begins at `app.eu.intercom.com` and `app.au.intercom.com`, and its code is exchanged at the same region's API.",
    "An archived contact is in no search, answers 409 with its id when it is created again, and 404 until it is unarchived.",
    "A text attribute has 255 characters at most, and null empties any attribute.",
  ],
  onAmbiguous: "retry",
});
