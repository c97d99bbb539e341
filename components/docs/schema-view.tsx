import {
  choicesIn,
  choiceTitle,
  describeLimits,
  objectIn,
  describeType,
  listValues,
} from "#lib/docs/describe-schema.ts";
import type { SchemaNode } from "#lib/docs/openapi-types.ts";
import { resolveSchema } from "#lib/docs/reference.ts";
import { InlineMarkdown } from "./inline-markdown.tsx";

const DEPTH_MAX = 4;

type SchemaViewProps = { schema: SchemaNode; isAnswer?: boolean; depth?: number };

/** The properties of an object; those inside it unfold. */
export function SchemaView({ schema, isAnswer = false, depth = 0 }: SchemaViewProps) {
  const choices = choicesIn(schema);
  if (choices.length > 0) {
    return choices.map((choice) => (
      <Unfold key={choiceTitle(choice)} title={choiceTitle(choice)} schema={choice} isAnswer={isAnswer} depth={depth} />
    ));
  }
  const found = objectIn(schema);
  if (found === undefined) return <Facts schema={schema} />;
  const { properties = {}, required = [] } = found.schema;
  return (
    <ul className="mt-1">
      {Object.entries(properties).map(([name, property]) => (
        <Property
          key={name}
          name={name}
          schema={property}
          isRequired={required.includes(name)}
          isAnswer={isAnswer}
          depth={depth}
        />
      ))}
    </ul>
  );
}

type PropertyProps = SchemaViewProps & { name: string; isRequired: boolean };

/** One property or parameter. */
export function Property({ name, schema, isRequired, isAnswer = false, depth = 0 }: PropertyProps) {
  const isNested = objectIn(schema) !== undefined || choicesIn(schema).length > 0;
  return (
    <li className="border-t py-2 first:border-t-0">
      <p>
        <code className="font-mono text-sm font-semibold break-words">{name}</code>
        <span> </span>
        <span className="text-sm text-soft">{`${describeType(schema)} `}</span>
        <Presence isRequired={isRequired} isAnswer={isAnswer} />
      </p>
      <Facts schema={schema} />
      {isNested && depth < DEPTH_MAX ? (
        <Unfold title={`Keys of ${name}`} schema={schema} isAnswer={isAnswer} depth={depth} />
      ) : null}
    </li>
  );
}

/** What one has to send is worth a mark, and so is what may be missing in an answer. */
function Presence({ isRequired, isAnswer }: { isRequired: boolean; isAnswer: boolean }) {
  if (isAnswer) return isRequired ? null : <span className="text-sm text-soft italic">may be missing</span>;
  return isRequired ? <span className="text-sm text-danger">required</span> : null;
}

type UnfoldProps = { title: string; schema: SchemaNode; isAnswer: boolean; depth: number };

function Unfold({ title, schema, isAnswer, depth }: UnfoldProps) {
  return (
    <details className="mt-1">
      <summary className="w-fit text-sm text-link">{title}</summary>
      <div className="mt-1 border-l-2 pl-3">
        <SchemaView schema={schema} isAnswer={isAnswer} depth={depth + 1} />
      </div>
    </details>
  );
}

/** Meaning, limits and possible values. */
function Facts({ schema }: { schema: SchemaNode }) {
  const { description } = resolveSchema(schema).schema;
  const limits = describeLimits(schema);
  const values = listValues(schema);
  return (
    <>
      {description === undefined ? null : (
        <p className="text-base text-soft">
          <InlineMarkdown text={description} />
        </p>
      )}
      {limits.length === 0 ? null : <p className="text-sm text-soft">{limits.join(", ")}</p>}
      {values.length === 0 ? null : (
        <p className="text-sm text-soft">
          <span>One of </span>
          {values.map((value, index) => (
            <span key={String(value)}>
              <span>{index === 0 ? "" : ", "}</span>
              <code className="font-mono">{String(value)}</code>
            </span>
          ))}
        </p>
      )}
    </>
  );
}
