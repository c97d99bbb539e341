import type { Metadata } from "next";
import type { ReactNode } from "react";
import "./globals.css";

/** The nonce of the content security policy differs for every request, so no page can be prepared by the build. */
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "Meshes",
  icons: { icon: "/favicon.svg" },
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
