/** One event that passed validation, as it will be stored. `payload` is JSON text. */
export type NewEvent = {
  id: string;
  workspaceId: string;
  event: string;
  resource: string;
  resourceId: string | null;
  payload: string;
  createdBy: string;
  createdAt: Date;
};
