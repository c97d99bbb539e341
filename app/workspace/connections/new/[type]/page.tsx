import type { Metadata } from "next";
import { ConnectPage } from "#components/connections/connect-page.tsx";

export const metadata: Metadata = { title: "New connection" };

export default async function Page({ params }: { params: Promise<{ type: string }> }) {
  const { type } = await params;
  return <ConnectPage type={type} />;
}
