import { OAuthResult } from "#components/oauth/oauth-result.tsx";

export default async function Page({ params }: { params: Promise<{ attemptId: string }> }) {
  const { attemptId } = await params;
  return <OAuthResult attemptId={attemptId} />;
}
