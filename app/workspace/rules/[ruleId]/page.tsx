import { EditRulePage } from "#components/rules/edit-rule-page.tsx";

export default async function Page({ params }: { params: Promise<{ ruleId: string }> }) {
  const { ruleId } = await params;
  return <EditRulePage ruleId={ruleId} />;
}
