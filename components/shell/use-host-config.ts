import { startTransition, useEffect, useLayoutEffect, useState } from "react";
import type { Embed } from "#lib/embed/create-embed.ts";
import type { HostConfig } from "#lib/embed/host-config.ts";
import { showLanguage } from "#lib/i18n/namespace.ts";

/** As the session was minted, until the host asks for something else. */
export function useHostConfig(first: HostConfig, { onConfig }: Embed): HostConfig {
  const [config, setConfig] = useState(first);
  const { look, language } = config;
  useEffect(
    () =>
      onConfig((data) => {
        import("#lib/embed/read-config.ts").then(
          ({ readConfig }) => {
            const answer = readConfig(data);
            // Until the texts of another language are there, the page stays as it is.
            if ("change" in answer) startTransition(() => setConfig(answer.change));
            else warn(answer.problems);
          },
          () => warn(["Meshes: meshes:config was ignored. What reads it could not be loaded."]),
        );
      }),
    [onConfig],
  );
  useEffect(() => warn(look.notes), [look]);
  useEffect(() => showLanguage(language.locale.language), [language]);
  // Before it is painted, so that nothing is seen in the direction of another language.
  useLayoutEffect(() => {
    document.documentElement.lang = language.locale.lang;
    document.documentElement.dir = language.locale.direction;
  }, [language]);
  return config;
}

function warn(notes: readonly string[]): void {
  // oxlint-disable-next-line no-console -- whoever builds the host's page looks there, and nobody else has to know.
  for (const note of notes) console.warn(note);
}
