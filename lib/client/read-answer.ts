import type { z } from "zod";
import { ErrorEnvelope } from "#lib/contracts/errors.ts";
import { ApiError } from "./api-error.ts";

/** A response whose body has arrived completely. */
export type Answer = { status: number; text: string; requestId: string | undefined };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The parsed body of a success; throws `ApiError` for everything else. */
export function readAnswer<S extends z.ZodType>({ status, text, requestId }: Answer, schema: S): z.output<S> {
  const body = parseJson(text);
  if (status >= 200 && status < 300) {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const message = "The server answered in a form that this page does not know.";
    throw new ApiError({ status, name: "InvalidResponse", message, requestId, cause: parsed.error });
  }
  const envelope = ErrorEnvelope.safeParse(body);
  if (envelope.success) throw new ApiError({ status, ...envelope.data.error, requestId });
  const message = `The server answered with status ${status} and no explanation.`;
  throw new ApiError({ status, name: "InvalidResponse", message, requestId });
}
