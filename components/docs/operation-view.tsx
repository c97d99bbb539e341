import type { ReactNode } from "react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { curlExample } from "#lib/docs/curl-example.ts";
import type { ParameterNode } from "#lib/docs/openapi-types.ts";
import { listCredentials, type Operation } from "#lib/docs/reference.ts";
import { CodeBlock } from "./code-block.tsx";
import { InlineMarkdown } from "./inline-markdown.tsx";
import { OperationAnswers } from "./operation-answers.tsx";
import { Property, SchemaView } from "./schema-view.tsx";

const TONES: Record<string, Tone> = {
  GET: "info",
  POST: "success",
  PUT: "warning",
  PATCH: "warning",
  DELETE: "danger",
};

/** Method and path, as they are called. */
export function OperationLine({ method, path }: Pick<Operation, "method" | "path">) {
  return (
    <span className="font-mono text-sm break-words">
      <Badge tone={TONES[method] ?? "neutral"}>{method}</Badge>
      <span> </span>
      {path
        .split("/")
        .slice(1)
        .map((part, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- The path never changes.
          <span key={index}>
            <wbr />
            <span>{`/${part}`}</span>
          </span>
        ))}
    </span>
  );
}

export function ExtensionBadge() {
  return <Badge tone="warning">extension</Badge>;
}

/** Everything about one operation; its id is its address on the page. */
export function OperationView({ operation }: { operation: Operation }) {
  const { operationId, summary, description, requestBody } = operation;
  const body = requestBody?.content?.["application/json"]?.schema;
  return (
    <section id={operationId} aria-labelledby={`${operationId}-title`} className="mt-10 scroll-mt-4 border-t pt-6">
      <h2 id={`${operationId}-title`} className="group text-xl font-semibold">
        <span>{`${summary} `}</span>
        <a href={`#${operationId}`} aria-label="Link to this operation" className="font-normal text-soft">
          #
        </a>
      </h2>
      <p className="mt-2">
        <OperationLine {...operation} />
        <span> </span>
        {operation["x-extension"] === true ? <ExtensionBadge /> : null}
      </p>
      {description?.split("\n\n").map((paragraph) => (
        <p key={paragraph} className="mt-2 text-lg leading-relaxed">
          <InlineMarkdown text={paragraph} />
        </p>
      ))}
      <Callers operation={operation} />
      <Parameters title="Path" place="path" operation={operation} />
      <Parameters title="Query" place="query" operation={operation} />
      <Parameters title="Headers" place="header" operation={operation} />
      {body === undefined ? null : (
        <Part title={requestBody?.required === true ? "Body" : "Body, optional"}>
          {requestBody?.description === undefined ? null : <p className="text-soft">{requestBody.description}</p>}
          <SchemaView schema={body} />
        </Part>
      )}
      <OperationAnswers operation={operation} />
      <CodeBlock language="bash" text={curlExample(operation)} />
    </section>
  );
}

function Callers({ operation }: { operation: Operation }) {
  const credentials = listCredentials(operation);
  const capability = operation["x-session-capability"];
  return (
    <p className="mt-2 text-base text-soft">
      <span>{credentials.length === 0 ? "Needs no credential." : `Credential: ${credentials.join(", ")}.`}</span>
      {capability === undefined ? null : (
        <span>
          <span> A session needs the capability </span>
          <code className="font-mono text-sm">{capability}</code>
          <span> (</span>
          <a href="/docs/embed/roles-and-scopes" className="text-link underline">
            roles and scopes
          </a>
          <span>).</span>
        </span>
      )}
    </p>
  );
}

type ParametersProps = { title: string; place: ParameterNode["in"]; operation: Operation };

function Parameters({ title, place, operation }: ParametersProps) {
  const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === place);
  if (parameters.length === 0) return null;
  return (
    <Part title={title}>
      <ul>
        {parameters.map(({ name, required, description, schema = {} }) => (
          <Property
            key={name}
            name={name}
            isRequired={required === true}
            schema={description === undefined ? schema : { ...schema, description }}
          />
        ))}
      </ul>
    </Part>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mt-4">
      <h3 className="text-base font-semibold">{title}</h3>
      <div>{children}</div>
    </div>
  );
}
