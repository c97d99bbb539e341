"use client";

import { BodyView } from "#components/patterns/body-view.tsx";
import { byteLength } from "#components/patterns/byte-length.ts";
import { CopyButton } from "#components/patterns/copy-button.tsx";
import { curlCommand } from "#components/patterns/curl-command.ts";
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
    <div className="grid gap-4 rounded-md border p-3 lg:grid-cols-2">
      <div className="min-w-0 space-y-2">
        <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
          <h4 className="text-xs font-semibold">{t("request")}</h4>
          {isWithheld ? null : <CopyAsCurl request={request} isCut={isCut(request.body)} />}
        </div>
        <p dir="ltr" className="font-mono text-xs break-all">{`${request.method} ${request.url}`}</p>
        <HeaderList headers={request.headers} side="request" />
        {isWithheld ? null : <BodyView text={request.body} side="request" isCut={isCut(request.body)} />}
      </div>
      <div className="min-w-0 space-y-2">
        <h4 className="flex min-h-7 items-center text-xs font-semibold">{t("response")}</h4>
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
      <Masked request={isWithheld ? undefined : request} />
    </div>
  );
}

type Request = ResponseDetails["request"];

/** A body of which a part is missing is left out: to send the beginning of it would be another request. */
function CopyAsCurl({ request, isCut }: { request: Request; isCut: boolean }) {
  const t = useTranslations(exchangeTexts);
  const { command } = curlCommand(isCut ? { ...request, body: "" } : request);
  return <CopyButton value={command} label={t(isCut ? "request.curl.without-body" : "request.curl")} isLabelShown />;
}

function Masked({ request }: { request: Request | undefined }) {
  const t = useTranslations(exchangeTexts);
  const formats = useFormats();
  const placeholders = request === undefined ? [] : curlCommand(request).placeholders;
  const names = formats.list(placeholders.map((name) => `$${name}`));
  return (
    <p className="text-xs break-words text-soft lg:col-span-2">
      <span>{t("masked")}</span>
      {placeholders.length === 0 ? null : <span>{` ${t("masked.curl", { names })}`}</span>}
    </p>
  );
}
