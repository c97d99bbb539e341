import { Alert } from "#components/ui/alert.tsx";
import type { Connection, ConnectionWarning } from "#lib/contracts/connections.ts";

const WARNING_WORDS: Record<ConnectionWarning["code"], string> = {
  missing_scope: "Some permissions were not granted when the account was connected:",
  mapping_drift: "The destination has changed, and the mapping no longer fits it:",
};

const CODES = ["missing_scope", "mapping_drift"] as const;

/** What will not work although deliveries go on. */
export function ConnectionWarnings({ connection }: { connection: Pick<Connection, "warnings"> }) {
  const warnings = connection.warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <Alert tone="warning" className="max-w-2xl space-y-2">
      {CODES.map((code) => {
        const ofCode = warnings.filter((warning) => warning.code === code);
        if (ofCode.length === 0) return null;
        return (
          <div key={code}>
            <p className="font-semibold">{WARNING_WORDS[code]}</p>
            <ul className="list-disc pl-5">
              {ofCode.map(({ subject, message }) => (
                <li key={subject} className="break-words">
                  {message}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </Alert>
  );
}
