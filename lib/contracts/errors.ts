import { z } from "zod";

export const ErrorName = z
  .enum([
    "BadRequest",
    "Unauthorized",
    "StaleToken",
    "Forbidden",
    "NotFound",
    "MethodNotAllowed",
    "Conflict",
    "PayloadTooLarge",
    "UnsupportedMediaType",
    "UnprocessableEntity",
    "TooEarly",
    "TooManyRequests",
    "InternalServerError",
    "ServiceUnavailable",
  ])
  .meta({ id: "ErrorName" });
export type ErrorName = z.infer<typeof ErrorName>;

export const ErrorDetail = z.object({ param: z.string(), msg: z.string() }).meta({
  id: "ErrorDetail",
  description: "`param` is a dotted path into the body, or a query parameter: `payload.email`, `[3].event`, `limit`.",
});
export type ErrorDetail = z.infer<typeof ErrorDetail>;

export const ErrorEnvelope = z
  .object({
    message: z.string(),
    error: z.object({ name: ErrorName, message: z.string(), data: z.array(ErrorDetail).optional() }),
  })
  .meta({
    id: "Error",
    description: "The body of every answer that is not a success, and of every rejected item of a bulk request.",
  });
export type ErrorEnvelope = z.infer<typeof ErrorEnvelope>;
