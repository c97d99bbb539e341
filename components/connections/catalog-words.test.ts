import { describe, expect, it } from "vitest";
import { connectable, matchesSearch, summarizeIntegration } from "#components/connections/catalog-words.ts";
import type { Integration } from "#lib/contracts/integrations.ts";

const action = (key: string, label: string, description: string) => ({
  key,
  label,
  noun: "thing",
  display: { label, description },
});

const slack: Integration = {
  name: "Slack",
  type: "slack",
  authentication: { type: "oauth", oauth: { version: 2 } },
  actions: { send_message: action("send_message", "Send message", "Posts a message to a channel") },
  available: true,
};
const mailchimp: Integration = {
  name: "Mailchimp",
  type: "mailchimp",
  authentication: { type: "api_key", fields: [] },
  actions: { add: action("add", "Add to audience", "Adds"), remove: action("remove", "Remove", "Removes") },
};

describe("the catalog", () => {
  it("offers what can be connected, by name", () => {
    expect(connectable([slack, { ...slack, name: "Zoom", available: false }, mailchimp])).toEqual([mailchimp, slack]);
  });

  it("says what a destination does, a single action with its description", () => {
    expect(summarizeIntegration(slack)).toBe("Posts a message to a channel");
    expect(summarizeIntegration(mailchimp)).toBe("Add to audience · Remove");
  });

  it("finds by name and by what it does, every word of it", () => {
    expect(matchesSearch(slack, "SLA")).toBe(true);
    expect(matchesSearch(mailchimp, "audience mailchimp")).toBe(true);
    expect(matchesSearch(mailchimp, "audience slack")).toBe(false);
    expect(matchesSearch(slack, "")).toBe(true);
  });
});
