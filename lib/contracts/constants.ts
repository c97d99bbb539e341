// Facts of the contract that the browser needs too. Free of zod, so that a page pays for nothing it does not use.

/** What a stored secret looks like in every answer; sent back on PUT it means "keep". */
export const SECRET_MASK = "••••••••";

/** Status of an event and of a rule event. */
export const DELIVERY_STATUSES = ["pending", "processing", "retrying", "completed", "failed", "canceled"] as const;

/** Connection names: 1 to 128 letters, digits, spaces, `_` and `-`. */
export const CONNECTION_NAME = {
  max: 128,
  pattern: /^[a-zA-Z0-9 _-]+$/,
  message: "Letters, digits, spaces, '_' and '-' only",
};

/** Event types and resources: 1 to 128 characters, all of them visible. */
export const EVENT_NAME = { max: 128 };

/** 1 to 255 visible characters: ids of the sender's own, such as an e-mail address or a path. */
export const RESOURCE_ID = { max: 255 };

/** The body of one event. */
export const EVENT_BYTES_MAX = 256 * 1024;

/** Headers whose names say that their values are secrets: sealed, and shown as the mask. */
export const SECRET_HEADER_NAME = /authori[sz]|auth(?!or)|token|secret|key|cookie|passw|credential|signature/i;

/** Deliveries of a problem are counted up to here, so that a million of them do not make a list slow. */
export const COUNTED_DELIVERIES_MAX = 10_000;
