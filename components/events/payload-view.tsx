"use client";

import { useDeferredValue, useId, useState } from "react";
import { LeafActions } from "#components/events/leaf-actions.tsx";
import { byteLength } from "#components/patterns/byte-length.ts";
import { JsonNode, OpenableLeaf } from "#components/patterns/json-node.tsx";
import { formatPath, searchJson } from "#components/patterns/json-path.ts";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { CodeArea, TextFrame } from "#components/patterns/text-frame.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { payloadTexts } from "#lib/i18n/texts/payload.ts";

const MATCHES_MAX = 100;
/** More than anybody reads, and less than a browser needs long to lay out. */
const RAW_CHARACTERS_SHOWN = 50_000;

/** A payload as a tree in which a value can be searched, copied and looked for in other events, or as it came. */
export function PayloadView({ text, label }: { text: string; label: string }) {
  const t = useTranslations(payloadTexts);
  const common = useTranslations(commonTexts);
  const [isRaw, setRaw] = useState(false);
  const [wanted, setWanted] = useState("");
  const searched = useDeferredValue(wanted.trim());
  return (
    <TextFrame
      text={text}
      label={label}
      copyLabel={common("payload.copy")}
      tools={
        <>
          {isRaw ? null : (
            <Input
              type="search"
              aria-label={t("search")}
              placeholder={t("search")}
              className="max-w-56 text-sm"
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
          )}
          <Button size="sm" aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
            {t("raw")}
          </Button>
        </>
      }
    >
      <CodeArea label={label}>
        <Content text={text} isRaw={isRaw} searched={searched} />
      </CodeArea>
    </TextFrame>
  );
}

function Content({ text, isRaw, searched }: { text: string; isRaw: boolean; searched: string }) {
  if (isRaw) return <RawText text={text} />;
  if (searched !== "") return <Matches text={text} searched={searched} />;
  return <JsonNode text={text} depth={0} Actions={LeafActions} />;
}

function RawText({ text }: { text: string }) {
  const t = useTranslations(payloadTexts);
  const formats = useFormats();
  const [isWhole, setWhole] = useState(text.length <= RAW_CHARACTERS_SHOWN);
  return (
    <>
      <pre className="break-words whitespace-pre-wrap">{isWhole ? text : text.slice(0, RAW_CHARACTERS_SHOWN)}</pre>
      {isWhole ? null : (
        <Button variant="link" size="sm" onClick={() => setWhole(true)}>
          {t("raw.whole", { size: formats.bytes(byteLength(text)) })}
        </Button>
      )}
    </>
  );
}

function Matches({ text, searched }: { text: string; searched: string }) {
  const t = useTranslations(payloadTexts);
  const id = useId();
  const found = searchJson(text, searched, MATCHES_MAX + 1);
  const count = Math.min(found.length, MATCHES_MAX);
  return (
    <>
      <p id={id} role="status" className="font-sans text-soft">
        {found.length > MATCHES_MAX ? t("search.many", { count }) : t("search.found", { count })}
      </p>
      <ul aria-labelledby={id}>
        {found.slice(0, MATCHES_MAX).map(({ path, token }, index) => (
          // A key may stand twice, and so may its path.
          <li key={`${index} ${formatPath(path)}`}>
            <OpenableLeaf name={formatPath(path)} text={token} path={path} Actions={LeafActions} />
          </li>
        ))}
      </ul>
    </>
  );
}
