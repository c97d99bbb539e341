"use client";

import { DashboardContent } from "#components/dashboard/dashboard-content.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";

export function DashboardPage() {
  return (
    <>
      <PageHeader title="Dashboard" description="What needs attention, and the last 24 hours." />
      <DashboardContent />
    </>
  );
}
