"use client";

import { BodyView } from "#components/patterns/body-view.tsx";
import { byteLength } from "#components/patterns/byte-length.ts";
import { HeaderList } from "#components/patterns/header-list.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import type { ResponseDetails } from "#lib/contracts/attempts.ts";
import { exchangeTexts } from "#lib/i18n/texts/exchange.ts";

const BYTES_KEPT = 16 * 1024;
/** A body is cut between characters, and what is masked in it is shorter than it was. */
const SLACK = 1024;

/** What was sent and what came back, of an attempt or of a test. */
export function ExchangeView({ details }: { details: Omit<ResponseDetails, "attempt_id"> }) {
  const t = useTranslations(exchangeTexts);
  const formats = useFormats();
  const { request, status_code: status } = details;
  const isWithheld = details.withheld !== undefined;
  const isCut = (body: string) => details.truncated && byteLength(body) > BYTES_KEPT - SLACK;
  return (
    <div className="mt-2 grid gap-4 rounded-md border p-3 lg:grid-cols-2">
      <div className="min-w-0 space-y-2">
        <h4 className="text-xs font-semibold">{t("request")}</h4>
        <p dir="ltr" className="font-mono text-xs break-all">{`${request.method} ${request.url}`}</p>
        <HeaderList headers={request.headers} side="request" />
        {isWithheld ? null : <BodyView text={request.body} side="request" isCut={isCut(request.body)} />}
      </div>
      <div className="min-w-0 space-y-2">
        <h4 className="text-xs font-semibold">{t("response")}</h4>
        <p className="font-mono text-xs">{status === undefined ? t("response.none") : `HTTP ${status}`}</p>
        <HeaderList headers={details.headers} side="response" />
        {status === undefined || isWithheld ? null : (
          <BodyView text={details.body} side="response" isCut={isCut(details.body)} />
        )}
      </div>
      {isWithheld ? <Alert className="lg:col-span-2">{t("withheld")}</Alert> : null}
      {details.truncated && !isWithheld ? (
        <Alert className="lg:col-span-2">{t("cut", { size: formats.bytes(BYTES_KEPT) })}</Alert>
      ) : null}
      <p className="text-xs text-soft lg:col-span-2">{t("masked")}</p>
    </div>
  );
}
