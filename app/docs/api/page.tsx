import type { Metadata } from "next";
import { DocsFrame } from "#components/docs/docs-frame.tsx";
import { ExtensionBadge, OperationLine } from "#components/docs/operation-view.tsx";
import { referenceTags } from "#lib/docs/reference.ts";

const DESCRIPTION = "Every operation below /api/v1, generated from the schemas that the server checks requests with.";

export const metadata: Metadata = { title: "API reference · Meshes docs", description: DESCRIPTION };

export default function ReferencePage() {
  return (
    <DocsFrame path="/docs/api" title="API reference" description={DESCRIPTION}>
      <p className="mt-4 text-lg leading-relaxed">
        <span>The same as a document for programs: </span>
        <a href="/api/v1/openapi.json" className="text-link underline">
          openapi.json
        </a>
        <span> (OpenAPI 3.1). What is marked </span>
        <ExtensionBadge />
        <span> exists on this server only.</span>
      </p>
      {referenceTags.map(({ name, href, operations }) => (
        <section key={name} className="mt-8">
          <h2 className="text-xl font-semibold">
            <a href={href}>{name}</a>
          </h2>
          <ul className="mt-2">
            {operations.map((operation) => (
              <li key={operation.operationId} className="border-b py-2">
                <a href={operation.href} className="font-medium text-link hover:underline">
                  {operation.summary}
                </a>
                <span> </span>
                {operation["x-extension"] === true ? <ExtensionBadge /> : null}
                <span className="block">
                  <OperationLine {...operation} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </DocsFrame>
  );
}
