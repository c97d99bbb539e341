/** The part of OpenAPI 3.1 that the reference shows. */
export type SchemaNode = {
  $ref?: string;
  type?: string | readonly string[];
  format?: string;
  description?: string;
  enum?: readonly unknown[];
  const?: unknown;
  default?: unknown;
  examples?: readonly unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: SchemaNode;
  properties?: Record<string, SchemaNode>;
  required?: readonly string[];
  additionalProperties?: boolean | SchemaNode;
  oneOf?: readonly SchemaNode[];
  anyOf?: readonly SchemaNode[];
  allOf?: readonly SchemaNode[];
};

export type ParameterNode = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: SchemaNode;
};

type Content = Record<string, { schema?: SchemaNode; example?: unknown }>;

export type ResponseNode = {
  $ref?: string;
  description?: string;
  headers?: Record<string, unknown>;
  content?: Content;
};

export type OperationNode = {
  operationId: string;
  summary: string;
  description?: string;
  tags: readonly string[];
  security?: readonly Record<string, readonly string[]>[];
  parameters?: readonly ParameterNode[];
  requestBody?: { required?: boolean; description?: string; content?: Content };
  responses: Record<string, ResponseNode>;
  "x-extension"?: boolean;
  "x-session-capability"?: string;
};

export type OpenApiDocument = {
  info: { title: string; version: string; description?: string };
  tags: readonly { name: string; description?: string }[];
  paths: Record<string, Record<string, OperationNode>>;
  components: { schemas: Record<string, SchemaNode>; responses?: Record<string, ResponseNode> };
};
