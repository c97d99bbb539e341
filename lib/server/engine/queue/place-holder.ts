/** Who takes a place: from the widest group to the connection, and the destination that the attempt goes to. */
export type PlaceHolder = { organizationId: string; workspaceId: string; connectionId: string; origin: string };
