/** `inputs` are the rule's metadata besides the action, by key. */
export type RuleForm = {
  event: string;
  resource: string;
  resource_id: string;
  connection: string;
  action: string;
  inputs: Record<string, string>;
};
