import { pino, type DestinationStream, type Logger } from "pino";

export type Log = Logger;

const SECRET_PATHS = ["authorization", "access_token", "launch_token", "secret", "password", "token", "publishable_key"];

/** Structured logs. Known secret keys are removed wherever they stand at the first two levels. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const paths = SECRET_PATHS.flatMap((key) => [key, `*.${key}`]);
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: "[redacted]" },
  };
  return destination ? pino(options, destination) : pino(options);
}
