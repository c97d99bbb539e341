import type { Metadata } from "next";
import { EditRulePage } from "#components/rules/edit-rule-page.tsx";

export const metadata: Metadata = { title: "Edit rule" };

export default async function Page({ params }: { params: Promise<{ ruleId: string }> }) {
  const { ruleId } = await params;
  return <EditRulePage ruleId={ruleId} />;
}
