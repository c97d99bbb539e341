import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { EMBED_HEADER } from "#lib/contracts/embed-config.ts";
import { readEmbedConfig } from "#lib/embed/embed-config.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import "./globals.css";

/** The nonce of the content security policy differs for every request, so no page can be prepared by the build. */
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "Meshes",
  icons: { icon: "/favicon.svg" },
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** The workspace is in the language of its session, everything else in English. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { language } = readEmbedConfig((await headers()).get(EMBED_HEADER));
  const { lang, direction } = toLocale(language.locale, undefined);
  return (
    <html lang={lang} dir={direction}>
      <body>{children}</body>
    </html>
  );
}
