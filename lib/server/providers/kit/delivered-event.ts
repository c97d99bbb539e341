import { parsePayload } from "#lib/contracts/exact-json.ts";

type Facts = {
  id: string;
  workspaceId: string;
  event: string;
  resource: string;
  resourceId: string | undefined;
  createdAt: Date;
};

export type DeliveredEvent = Facts & {
  /** JSON, token by token as it was sent to us. */
  readonly payloadText: string;
  /** What mappings and templates read; a number whose text JavaScript would change is an `ExactNumber`. */
  readonly payload: Record<string, unknown>;
};

/** The payload is parsed when somebody reads it: a webhook takes its text. */
export function deliveredEvent(facts: Facts, payloadText: string): DeliveredEvent {
  let parsed: Record<string, unknown> | undefined;
  return {
    ...facts,
    payloadText,
    get payload() {
      parsed ??= parsePayload(payloadText);
      return parsed;
    },
  };
}
