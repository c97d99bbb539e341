import { expect } from "vitest";
import type { z } from "zod";
import { ErrorEnvelope, type ErrorName } from "#lib/contracts/errors.ts";
import type { ApiAnswer } from "./api-client.ts";

const PHRASES: Record<ErrorName, [status: number, phrase: string]> = {
  BadRequest: [400, "Bad Request"],
  Unauthorized: [401, "Unauthorized"],
  StaleToken: [401, "Unauthorized"],
  Forbidden: [403, "Forbidden"],
  NotFound: [404, "Not Found"],
  MethodNotAllowed: [405, "Method Not Allowed"],
  Conflict: [409, "Conflict"],
  PayloadTooLarge: [413, "Payload Too Large"],
  UnsupportedMediaType: [415, "Unsupported Media Type"],
  UnprocessableEntity: [422, "Unprocessable Entity"],
  TooEarly: [425, "Too Early"],
  TooManyRequests: [429, "Too Many Requests"],
  InternalServerError: [500, "Internal Server Error"],
  ServiceUnavailable: [503, "Service Unavailable"],
};

/** The body of a success. It must be what the contract says, with no key that the contract does not know. */
export function ok<T extends z.ZodType>(answer: ApiAnswer, schema: T, status = 200): z.output<T> {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
  const body = schema.parse(answer.body);
  expect(body).toEqual(answer.body);
  return body;
}

/** The envelope of a refusal, with the status and the phrase that belong to its name. */
export function refused(answer: ApiAnswer, name: ErrorName): ErrorEnvelope {
  const [status, phrase] = PHRASES[name];
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
  const body = ErrorEnvelope.parse(answer.body);
  expect(body).toEqual(answer.body);
  expect(body.message).toBe(phrase);
  expect(body.error.name).toBe(name);
  return body;
}

/** The parameters at fault that a refusal names, in its order. */
export function errorParams(envelope: ErrorEnvelope): string[] {
  return (envelope.error.data ?? []).map(({ param }) => param);
}

/** A 400 that names exactly these parameters. */
export function badRequest(answer: ApiAnswer, ...params: string[]): ErrorEnvelope {
  const body = refused(answer, "BadRequest");
  expect(errorParams(body)).toEqual(params);
  return body;
}
