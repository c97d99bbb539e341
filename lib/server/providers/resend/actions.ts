import type { ProviderAction } from "../kit/provider-definition.ts";
import { requireFullAccess } from "./authentication.ts";
import { addToSegment, removeFromSegment } from "./contacts.ts";
import { sendTemplate } from "./send-template.ts";

const SEGMENT = {
  kind: "simple",
  key: "segments",
  field: "id",
  label: "Segment",
  noun: "segment",
  required: true,
} as const;

const check: ProviderAction["check"] = ({ settings }) => Promise.resolve(requireFullAccess(settings));

export const resendActions: Record<string, ProviderAction> = {
  add_to_segment: {
    label: "Add to segment",
    noun: "segment",
    description: "Creates or updates the contact with the mapped fields, and adds it to a segment",
    inputs: [SEGMENT],
    check,
    perform: addToSegment,
  },
  remove_from_segment: {
    label: "Remove from segment",
    noun: "segment",
    description: "Takes the contact out of a segment",
    inputs: [SEGMENT],
    check,
    perform: removeFromSegment,
  },
  send_email_template: {
    label: "Send e-mail template",
    noun: "e-mail",
    description: "Sends a published template to the mapped address, with the mapped template variables",
    inputs: [
      { kind: "simple", key: "templates", field: "id", label: "Template", noun: "template", required: true },
      {
        kind: "field",
        key: "subject",
        field: "subject",
        label: "Subject",
        type: "text",
        description: "In place of the template's own; {{field}} stands for a value of the event's payload",
      },
      {
        kind: "field",
        key: "from",
        field: "from",
        label: "From",
        type: "text",
        description: "In place of the template's own",
        placeholder: "News <news@example.com>",
      },
    ],
    perform: sendTemplate,
  },
};
