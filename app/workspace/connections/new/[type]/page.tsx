import { ConnectPage } from "#components/connections/connect-page.tsx";

export default async function Page({ params }: { params: Promise<{ type: string }> }) {
  const { type } = await params;
  return <ConnectPage type={type} />;
}
