/**
 * Cuts the part of GitHub's OpenAPI descriptions that the stand-in serves out of the published packages:
 *
 *   cd "$(mktemp -d)" && npm pack @octokit/openapi@23.0.2 @octokit/openapi-webhooks@12.1.0
 *   for package in *.tgz; do mkdir "${package%.tgz}"; tar xzf "$package" -C "${package%.tgz}" package/generated/api.github.com.json; done
 *   node scripts/generate-github-contract.ts <openapi api.github.com.json> <openapi-webhooks api.github.com.json>
 *
 * The packages are too large to depend on (385 MB), so the result is committed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { sentWebhooks, servedOperations } from "../src/demo/github/contract/operations.ts";

const Schema = z.record(z.string(), z.unknown());
type Schema = z.infer<typeof Schema>;
const Content = z.object({ "application/json": z.object({ schema: Schema.optional() }).optional() });
const Response = z.object({ content: Content.optional() });
const Parameter = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean().optional(),
  schema: Schema,
});
const Operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.unknown()).optional(),
  requestBody: z.object({ required: z.boolean().optional(), content: Content }).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const Description = z.object({
  info: z.object({ version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  webhooks: z.record(z.string(), z.object({ post: Operation })).optional(),
  components: z.record(z.string(), z.record(z.string(), z.unknown())),
});
type Description = z.infer<typeof Description>;

/** Words for people; the checker needs none of them. */
const prose = new Set(["description", "example", "examples", "title", "externalDocs", "deprecated", "x-multi-segment"]);

const [restPath, webhooksPath] = process.argv.slice(2);
if (restPath === undefined || webhooksPath === undefined) {
  process.stderr.write("Usage: generate-github-contract.ts <openapi.json> <openapi-webhooks.json>\n");
  process.exit(2);
}
const rest = Description.parse(JSON.parse(readFileSync(restPath, "utf8")));
const webhooks = Description.parse(JSON.parse(readFileSync(webhooksPath, "utf8")));
const schemas: Record<string, unknown> = {};
const contract = {
  sources: ["@octokit/openapi 23.0.2", "@octokit/openapi-webhooks 12.1.0"],
  operations: servedOperations.map((id) => operationOf(id)),
  webhooks: Object.fromEntries(sentWebhooks.map((name) => [name, webhookOf(name)])),
  schemas,
};
const target = fileURLToPath(new URL("../src/demo/github/contract/github-contract.json", import.meta.url));
const text = `${JSON.stringify(contract)}\n`;
writeFileSync(target, text);
process.stdout.write(
  `${contract.operations.length} operations, ${sentWebhooks.length} webhooks, ${Object.keys(schemas).length} schemas, ${text.length} bytes\n`,
);

function operationOf(operationId: string) {
  for (const [path, methods] of Object.entries(rest.paths ?? {})) {
    for (const [method, value] of Object.entries(methods)) {
      const operation = Operation.safeParse(value).data;
      if (operation?.operationId === operationId) return describe(method, path, operation);
    }
  }
  throw new Error(`The description has no operation ${operationId}.`);
}

function describe(method: string, path: string, operation: z.infer<typeof Operation>) {
  const body = operation.requestBody?.content["application/json"]?.schema;
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    parameters: (operation.parameters ?? []).map((parameter) => {
      const { name, in: place, required, schema } = Parameter.parse(follow(rest, parameter));
      return { name, in: place, required: required === true, schema: take(rest, "", schema) };
    }),
    ...(body === undefined ? {} : { body: take(rest, "", body) }),
    bodyRequired: operation.requestBody?.required === true,
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => {
        const schema = Response.parse(follow(rest, response)).content?.["application/json"]?.schema;
        return [status, schema === undefined ? null : take(rest, "", schema)];
      }),
    ),
  };
}

function webhookOf(name: string) {
  const schema = webhooks.webhooks?.[name]?.post.requestBody?.content["application/json"]?.schema;
  if (schema === undefined) throw new Error(`The description has no webhook ${name}.`);
  return take(webhooks, "webhook.", schema);
}

/** What a reference to a shared parameter or response names. */
function follow(description: Description, value: unknown): unknown {
  const reference = z.object({ $ref: z.string() }).safeParse(value).data?.$ref;
  if (reference === undefined) return value;
  const [, , kind = "", name = ""] = reference.split("/");
  return description.components[kind]?.[name];
}

/** A schema without prose, in plain JSON Schema; the shared schemas that it names are taken along. */
function take(description: Description, prefix: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => take(description, prefix, each));
  const schema = Schema.safeParse(value).data;
  if (schema === undefined) return value;
  if (typeof schema["$ref"] === "string") return { $ref: reference(description, prefix, schema["$ref"]) };
  const kept: Schema = {};
  for (const [key, each] of Object.entries(schema)) {
    if (prose.has(key) || key === "nullable") continue;
    kept[key] = key === "properties" ? properties(description, prefix, each) : take(description, prefix, each);
  }
  return schema["nullable"] === true ? orNull(kept) : kept;
}

/** Names of properties are not keywords: one may be called `title` or `description`. */
function properties(description: Description, prefix: string, value: unknown): unknown {
  return Object.fromEntries(
    Object.entries(Schema.parse(value)).map(([name, each]) => [name, corrected(name, take(description, prefix, each))]),
  );
}

/** Where GitHub's description is not what GitHub does. */
function corrected(name: string, schema: unknown): unknown {
  // Its lists of event names are older than GitHub: `merge_group` is in none of them.
  if (name === "events") return { type: "array", items: { type: "string" } };
  // In listings, the account of an installation is said to be a user and an enterprise at once.
  const both = z.object({ anyOf: z.tuple([z.object({ allOf: z.array(Schema) }), Schema]) }).safeParse(schema).data;
  if (name === "account" && both !== undefined) return { anyOf: [...both.anyOf[0].allOf, both.anyOf[1]] };
  return schema;
}

function reference(description: Description, prefix: string, from: string): string {
  const name = from.split("/").at(-1) ?? "";
  const own = `${prefix}${name}`;
  if (!(own in schemas)) {
    schemas[own] = {};
    schemas[own] = take(description, prefix, description.components["schemas"]?.[name]);
  }
  return `contract#/schemas/${own}`;
}

/** OpenAPI 3.0's `nullable` as JSON Schema. */
function orNull(schema: Schema): Schema {
  if (typeof schema["type"] !== "string") return { anyOf: [schema, { type: "null" }] };
  const values = schema["enum"];
  return {
    ...schema,
    type: [schema["type"], "null"],
    ...(Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {}),
  };
}
