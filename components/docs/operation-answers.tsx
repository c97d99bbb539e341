import type { ResponseNode } from "#lib/docs/openapi-types.ts";
import { resolveResponse, type Operation } from "#lib/docs/reference.ts";
import { SchemaView } from "./schema-view.tsx";

/** What comes back: the successes with their bodies, the refusals with their meaning (they share one body). */
export function OperationAnswers({ operation }: { operation: Operation }) {
  const answers = Object.entries(operation.responses).map(([status, node]) => ({
    status,
    node: resolveResponse(node),
  }));
  const successes = answers.filter(({ status }) => status.startsWith("2"));
  const refusals = answers.filter(({ status }) => !status.startsWith("2"));
  return (
    <div className="mt-4">
      <h3 className="text-base font-semibold">Answers</h3>
      {successes.map(({ status, node }) => (
        <Success key={status} status={status} node={node} />
      ))}
      <details className="mt-2">
        <summary className="w-fit text-base">
          <span>Refusals: </span>
          <span className="font-mono text-sm">{refusals.map(({ status }) => status).join(" ")}</span>
        </summary>
        <ul className="mt-1 border-l-2 pl-3">
          {refusals.map(({ status, node }) => (
            <li key={status} className="py-1">
              <code className="font-mono text-sm font-semibold">{status}</code>
              <span> </span>
              <span className="text-soft">{node.description}</span>
            </li>
          ))}
        </ul>
        <p className="mt-1 text-soft">
          <span>All of them have </span>
          <a href="/docs/results" className="text-link underline">
            the same body
          </a>
          <span>.</span>
        </p>
      </details>
    </div>
  );
}

function Success({ status, node }: { status: string; node: ResponseNode }) {
  const [contentType, content] = Object.entries(node.content ?? {})[0] ?? [];
  return (
    <details className="mt-2" open={status === "200" || status === "201"}>
      <summary className="w-fit text-base">
        <code className="font-mono text-sm font-semibold">{status}</code>
        <span> </span>
        <span className="text-soft">{`${node.description ?? ""}${contentType === undefined || contentType === "application/json" ? "" : `, ${contentType}`}`}</span>
      </summary>
      {content?.schema === undefined ? null : (
        <div className="mt-1 border-l-2 pl-3">
          <SchemaView schema={content.schema} isAnswer />
        </div>
      )}
    </details>
  );
}
