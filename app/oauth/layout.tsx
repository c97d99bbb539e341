import type { Metadata } from "next";
import type { ReactNode } from "react";

export const metadata: Metadata = { title: "Connecting an account" };

/** The top-level window in which somebody has been at a provider. */
export default function OAuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-4 py-8" data-slot="oauth">
      {children}
    </main>
  );
}
