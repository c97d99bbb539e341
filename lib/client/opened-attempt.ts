/** Where the attempt that was started in this document is remembered. */
export const openedAttemptKey = (workspaceId: string) => ["oauth-attempts", workspaceId, "opened"] as const;
