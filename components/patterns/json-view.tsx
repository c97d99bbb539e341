"use client";

import { JsonNode } from "#components/patterns/json-node.tsx";
import { CodeArea, TextFrame } from "#components/patterns/text-frame.tsx";

type JsonViewProps = { text: string; label: string; copyLabel: string };

/** JSON as a tree that folds, token by token as it is written, with its size and a copy of the text itself. */
export function JsonView({ text, label, copyLabel }: JsonViewProps) {
  return (
    <TextFrame text={text} label={label} copyLabel={copyLabel}>
      <CodeArea label={label}>
        <JsonNode text={text} depth={0} />
      </CodeArea>
    </TextFrame>
  );
}
