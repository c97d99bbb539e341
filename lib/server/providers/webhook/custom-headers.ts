import { SECRET_HEADER_NAME, SECRET_MASK } from "#lib/contracts/constants.ts";
import type { ErrorDetail } from "#lib/contracts/errors.ts";
import type { Settings } from "../kit/access.ts";
import { NOT_SENDABLE, type WebhookInput } from "./settings.ts";

type Header = WebhookInput["custom_headers"][number];
type SplitHeaders = { shown: Header[]; secrets: Record<string, string>; problems: ErrorDetail[] };

/** Where the value of a secret header is kept among a connection's secrets. */
const PREFIX = "custom_header:";
const NOTHING: ReadonlySet<string> = new Set(["", SECRET_MASK]);
const secretKey = (name: string) => `${PREFIX}${name.toLowerCase()}`;

export const isHeaderKey = (key: string) => key.startsWith(PREFIX);
const isSecretHeader = ({ name }: Header) => SECRET_HEADER_NAME.test(name);

/**
 * Takes the values of headers whose names say that they are secrets out of what is stored in clear. The mask, or nothing,
 * keeps the stored value, unless the address moved to another host: then it must be entered again.
 */
export function splitHeaders(sent: readonly Header[], previous: Settings | undefined, mayKeep: boolean): SplitHeaders {
  const stored = new Map(storedValues(previous));
  const split: SplitHeaders = { shown: [], secrets: {}, problems: [] };
  sent.forEach((header, index) => {
    const { name, value } = header;
    const isMask = value === SECRET_MASK;
    if (!isSecretHeader(header)) {
      if (isMask) split.problems.push({ param: `metadata.custom_headers[${index}].value`, msg: NOT_SENDABLE });
      split.shown.push(header);
      return;
    }
    const isBlank = isMask || value === "";
    const secret = isBlank ? stored.get(secretKey(name)) : value;
    const isMissing = secret === undefined ? isMask : isBlank && !mayKeep;
    if (isMissing) split.problems.push({ param: `metadata.custom_headers[${index}].value`, msg: "Required" });
    else if (secret !== undefined) split.secrets[secretKey(name)] = secret;
    split.shown.push({ name, value: secret === undefined ? "" : SECRET_MASK });
  });
  return split;
}

/** Connections that were saved before such values were sealed hold them in clear until they are saved again. */
function storedValues(settings: Settings | undefined): [string, string][] {
  if (settings === undefined) return [];
  const clear = readHeaders(settings).filter((header) => isSecretHeader(header) && !NOTHING.has(header.value));
  const sealed = Object.entries(settings.secrets).filter(([key]) => isHeaderKey(key));
  return [...clear.map(({ name, value }): [string, string] => [secretKey(name), value]), ...sealed];
}

function readHeaders({ metadata }: Settings): Header[] {
  const headers = metadata["custom_headers"];
  return Array.isArray(headers) ? headers.filter(isHeader) : [];
}

function isHeader(item: unknown): item is Header {
  return (
    typeof item === "object" &&
    item !== null &&
    "name" in item &&
    typeof item.name === "string" &&
    "value" in item &&
    typeof item.value === "string"
  );
}

/** As they are sent. */
export function openHeaders(settings: Settings): (Header & { isSecret: boolean })[] {
  return readHeaders(settings).map((header) => ({
    name: header.name,
    value: settings.secrets[secretKey(header.name)] ?? header.value,
    isSecret: isSecretHeader(header),
  }));
}

/** As they are shown. */
export function maskHeaders(settings: Settings): Header[] {
  return readHeaders(settings).map((header) =>
    isSecretHeader(header) && header.value !== "" ? { name: header.name, value: SECRET_MASK } : header,
  );
}
