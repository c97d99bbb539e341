import type { IntegrationType } from "#lib/contracts/integrations.ts";

export const INTEGRATION_NAMES: Record<IntegrationType, string> = {
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
};
