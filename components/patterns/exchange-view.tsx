import { BodyView } from "#components/patterns/body-view.tsx";
import { HeaderList } from "#components/patterns/header-list.tsx";
import { Alert } from "#components/ui/alert.tsx";
import type { ResponseDetails } from "#lib/contracts/attempts.ts";
import { byteLength } from "#lib/format/bytes.ts";

const BYTES_KEPT = 16 * 1024;
/** A body is cut between characters, and what is masked in it is shorter than it was. */
const SLACK = 1024;

/** What was sent and what came back, of an attempt or of a test. */
export function ExchangeView({ details }: { details: Omit<ResponseDetails, "attempt_id"> }) {
  const { request, status_code: status } = details;
  const isWithheld = details.withheld !== undefined;
  const isCut = (body: string) => details.truncated && byteLength(body) > BYTES_KEPT - SLACK;
  return (
    <div className="mt-2 grid gap-4 rounded-md border p-3 lg:grid-cols-2">
      <div className="min-w-0 space-y-2">
        <h4 className="text-xs font-semibold">Request</h4>
        <p className="font-mono text-xs break-all">{`${request.method} ${request.url}`}</p>
        <HeaderList headers={request.headers} label="Request headers" />
        {isWithheld ? null : <BodyView text={request.body} label="Request body" isCut={isCut(request.body)} />}
      </div>
      <div className="min-w-0 space-y-2">
        <h4 className="text-xs font-semibold">Response</h4>
        <p className="font-mono text-xs">{status === undefined ? "No response was received" : `HTTP ${status}`}</p>
        <HeaderList headers={details.headers} label="Response headers" />
        {status === undefined || isWithheld ? null : (
          <BodyView text={details.body} label="Response body" isCut={isCut(details.body)} />
        )}
      </div>
      {isWithheld ? (
        <Alert className="lg:col-span-2">
          You do not have permission to view event payloads, so the bodies, the full URL and most headers are hidden:
          they can repeat the payload. Ask an administrator of your workspace.
        </Alert>
      ) : null}
      {details.truncated && !isWithheld ? (
        <Alert className="lg:col-span-2">A body was longer than 16 KiB, so only its beginning was kept.</Alert>
      ) : null}
      <p className="text-xs text-soft lg:col-span-2">Secrets and credentials are masked.</p>
    </div>
  );
}
