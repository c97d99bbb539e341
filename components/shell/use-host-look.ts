import { useEffect, useState } from "react";
import type { Look } from "#lib/embed/appearance/look.ts";
import type { Embed } from "#lib/embed/create-embed.ts";

/** The look that the session was minted with, until the host asks for another one. */
export function useHostLook(first: Look, { onConfig }: Embed): Look {
  const [look, setLook] = useState(first);
  useEffect(() => {
    let newest: unknown;
    return onConfig((config) => {
      newest = config;
      void import("#lib/embed/appearance/read-config.ts").then(({ readConfig }) => {
        if (newest !== config) return;
        const answer = readConfig(config);
        if ("look" in answer) setLook(answer.look);
        else warn(answer.problems);
      });
    });
  }, [onConfig]);
  useEffect(() => warn(look.notes), [look]);
  return look;
}

function warn(notes: readonly string[]): void {
  // oxlint-disable-next-line no-console -- whoever builds the host's page looks there, and nobody else has to know.
  for (const note of notes) console.warn(note);
}
