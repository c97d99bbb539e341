import type { ProviderAction } from "../kit/provider-definition.ts";
import { sendHtml, sendTemplate } from "./send-mail.ts";

const FROM = {
  kind: "field",
  key: "from",
  field: "from",
  label: "From",
  type: "text",
  description: "A sender that is verified at SendGrid",
  placeholder: "News <news@example.com>",
  required: true,
} as const;

export const sendgridActions: Record<string, ProviderAction> = {
  send_email_template: {
    label: "Send e-mail template",
    noun: "e-mail",
    description: "Sends a dynamic template to the mapped address, with the mapped template variables",
    inputs: [
      { kind: "simple", key: "templates", field: "id", label: "Template", noun: "template", required: true },
      FROM,
      {
        kind: "field",
        key: "subject",
        field: "subject",
        label: "Subject",
        type: "text",
        description: "For templates whose own subject is made of it",
      },
    ],
    perform: sendTemplate,
  },
  send_email: {
    label: "Send e-mail",
    noun: "e-mail",
    description: "Sends an e-mail that is written in the rule to the mapped address",
    inputs: [
      {
        kind: "field",
        key: "subject",
        field: "subject",
        label: "Subject",
        type: "text",
        description: "{{field}} stands for a value of the event's payload, or of the mapping",
        required: true,
      },
      FROM,
      {
        kind: "field",
        key: "body",
        field: "body",
        label: "Body",
        type: "textarea",
        description: "HTML, with {{field}} or {{a.b}} for values of the event's payload, or of the mapping",
        placeholder: "<p>Hello {{first_name}}</p>",
        required: true,
      },
    ],
    perform: sendHtml,
  },
};
