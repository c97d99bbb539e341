import { DrizzleQueryError } from "drizzle-orm/errors";
import { pino, type DestinationStream, type Logger } from "pino";

export type Log = Logger;

const SECRET_PATHS = [
  "authorization",
  "access_token",
  "launch_token",
  "secret",
  "password",
  "token",
  "publishable_key",
];

/** Structured logs. Known secret keys are removed wherever they stand at the first two levels. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const paths = SECRET_PATHS.flatMap((key) => [key, `*.${key}`]);
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: "[redacted]" },
    serializers: { err: serializeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A failed query is logged with its text and without its values, wherever the driver has put them: they are customers' data. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const {
    params: _params,
    parameters: _parameters,
    detail: _detail,
    where: _where,
    ...shown
  } = pino.stdSerializers.err(error);
  if (!(error instanceof DrizzleQueryError)) return shown;
  const values = `\nparams: ${String(error.params)}`;
  return { ...shown, message: shown.message.replace(values, () => ""), stack: shown.stack.replace(values, () => "") };
}
