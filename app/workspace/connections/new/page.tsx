import type { Metadata } from "next";
import { NewConnectionPage } from "#components/connections/new-connection-page.tsx";

export const metadata: Metadata = { title: "New connection" };

export default function Page() {
  return <NewConnectionPage />;
}
