import type { Metadata } from "next";
import type { ReactNode } from "react";

/** The documents are for everybody, search engines too. */
export const metadata: Metadata = { robots: { index: true, follow: true } };

export default function DocsLayout({ children }: { children: ReactNode }) {
  return children;
}
