/** The order of the pages; a slug is the path of a file below `docs/` without its ending, and its address below /docs. */
export const DOC_SECTIONS = [
  { title: "Get started", slugs: ["quickstart", "concepts"] },
  { title: "API basics", slugs: ["authentication", "results", "rate-limiting", "pagination", "clients"] },
  { title: "Events", slugs: ["publishable-keys", "send-events", "bulk-events"] },
  {
    title: "Delivery",
    slugs: ["integrations", "destinations", "rules", "mappings", "delivery", "webhooks", "monitoring"],
  },
  {
    title: "Destinations",
    slugs: [
      "destinations/activecampaign",
      "destinations/aweber",
      "destinations/customer_io",
      "destinations/discord",
      "destinations/hubspot",
      "destinations/intercom",
      "destinations/mailchimp",
      "destinations/mailerlite",
      "destinations/pipedrive",
      "destinations/resend",
      "destinations/salesforce",
      "destinations/sendgrid",
      "destinations/slack",
      "destinations/webhook",
      "destinations/zoom",
    ],
  },
  {
    title: "Embed",
    slugs: [
      "embed/quickstart",
      "embed/session-api",
      "embed/launch",
      "embed/messages",
      "embed/roles-and-scopes",
      "embed/workspace-pages",
      "embed/refresh",
      "embed/sizing",
      "embed/appearance",
      "embed/language",
      "embed/oauth",
      "embed/security",
      "embed/troubleshooting",
    ],
  },
  { title: "Operate", slugs: ["operate", "add-a-destination"] },
] as const satisfies readonly { title: string; slugs: readonly string[] }[];

export type DocSlug = (typeof DOC_SECTIONS)[number]["slugs"][number];

export const DOC_SLUGS: readonly DocSlug[] = DOC_SECTIONS.flatMap(({ slugs }): readonly DocSlug[] => slugs);
