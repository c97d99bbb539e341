import type { IntegrationType } from "../../../contracts/integrations.ts";

/** What destinations are called, by their type. */
export default {
  activecampaign: "ActiveCampaign",
  aweber: "AWeber",
  customer_io: "Customer.io",
  discord: "Discord",
  hubspot: "HubSpot",
  intercom: "Intercom",
  mailchimp: "Mailchimp",
  mailerlite: "MailerLite",
  pipedrive: "Pipedrive",
  resend: "Resend",
  salesforce: "Salesforce",
  sendgrid: "SendGrid",
  slack: "Slack",
  webhook: "Webhook",
  zoom: "Zoom",
} as const satisfies Record<IntegrationType, string>;
