import { useTranslations } from "#components/patterns/language.ts";
import { useWarnings } from "#components/patterns/permission-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";

const CODES = ["missing_scope", "mapping_drift"] as const;

/** What will not work although deliveries go on. */
export function ConnectionWarnings({ connection }: { connection: Pick<Connection, "type" | "warnings"> }) {
  const t = useTranslations(connectionFormTexts);
  const warnings = useWarnings(connection);
  if (warnings.length === 0) return null;
  return (
    <Alert tone="warning" className="max-w-2xl space-y-2">
      {CODES.map((code) => {
        const ofCode = warnings.filter((warning) => warning.code === code);
        if (ofCode.length === 0) return null;
        return (
          <div key={code}>
            <p className="font-semibold">{t(`warning.${code}`)}</p>
            <ul className="list-disc ps-5">
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
