import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ResultWindow } from "#components/oauth/result-window.tsx";

/** The window has a title in the language of the person. */
export const metadata: Metadata = { title: null };

export default function OAuthLayout({ children }: { children: ReactNode }) {
  return <ResultWindow>{children}</ResultWindow>;
}
