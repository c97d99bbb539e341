import { WithheldPart, type ResponseDetails } from "#lib/contracts/attempts.ts";

/** Headers that say how an answer is to be read and when to come again; every other one may repeat what was sent. */
const PLAIN_HEADERS = new Set(["content-type", "content-length", "date", "retry-after", "server"]);

/**
 * The details for somebody who may not read payloads. The body that was sent is the payload, answers often repeat it, and
 * both an address and a header can carry a part of it.
 */
export function withoutPayload(details: ResponseDetails): ResponseDetails {
  const { request, headers } = details;
  return {
    ...details,
    request: { ...request, url: originOf(request.url), body: "" },
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => PLAIN_HEADERS.has(name.toLowerCase()))),
    body: "",
    body_withheld: true,
    withheld: [...WithheldPart.options],
  };
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? "";
}
