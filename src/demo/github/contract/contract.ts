import { readFileSync } from "node:fs";
import { Ajv, type AnySchemaObject, type ErrorObject } from "ajv";
import addFormats from "ajv-formats";
import { z } from "zod";
import { type SentWebhook, servedOperations } from "./operations.ts";

const Schema = z.record(z.string(), z.unknown());
const ContractDocument = z.object({
  operations: z.array(
    z.object({
      id: z.enum(servedOperations),
      method: z.string(),
      path: z.string(),
      parameters: z.array(
        z.object({
          name: z.string(),
          in: z.enum(["path", "query", "header"]),
          required: z.boolean(),
          schema: Schema,
        }),
      ),
      body: Schema.optional(),
      bodyRequired: z.boolean(),
      responses: z.record(z.string(), Schema.nullable()),
    }),
  ),
  webhooks: z.record(z.string(), Schema),
  schemas: z.record(z.string(), Schema),
});
type Operation = z.infer<typeof ContractDocument>["operations"][number];

export interface Match {
  readonly operation: Operation;
  /** The path's parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** GitHub's own description of its API, as far as the stand-in serves it. Each check answers what is wrong. */
export interface Contract {
  match(method: string, path: string): Match | undefined;
  checkParameters(match: Match, query: URLSearchParams): readonly string[];
  checkBody(operation: Operation, body: unknown): readonly string[];
  checkAnswer(operation: Operation, status: number, body: unknown): readonly string[];
  checkWebhook(name: SentWebhook, payload: unknown): readonly string[];
}

const contractFile = new URL("./github-contract.json", import.meta.url);

/** Schemas are compiled when they are first needed: all of them take over a second. */
export function loadContract(): Contract {
  const json: AnySchemaObject = JSON.parse(readFileSync(contractFile, "utf8"));
  const document = ContractDocument.parse(json);
  const strictTypes = validator(json, false);
  const text = validator(json, true);
  const index = new Map(document.operations.map((operation, at) => [operation.id, at]));
  const pointer = (operation: Operation) => `contract#/operations/${index.get(operation.id) ?? -1}`;
  return {
    match: (method, path) => matchOperation(document.operations, method, path),
    checkParameters: (match, query) =>
      match.operation.parameters.flatMap((parameter, at) => {
        const value = parameter.in === "path" ? match.parameters[parameter.name] : query.get(parameter.name);
        if (value === null || value === undefined) return parameter.required ? [`${parameter.name} is missing`] : [];
        const check = text.getSchema(`${pointer(match.operation)}/parameters/${at}/schema`);
        // Coercion from text needs a holder to write to.
        return check?.(value, {
          parentData: { value },
          parentDataProperty: "value",
          instancePath: "",
          rootData: {},
          dynamicAnchors: {},
        }) === true
          ? []
          : [`${parameter.name} ${messages(check?.errors)}`];
      }),
    checkBody(operation, body) {
      if (operation.body === undefined) return [];
      if (body === undefined) return operation.bodyRequired ? ["the body is missing"] : [];
      return run(strictTypes, `${pointer(operation)}/body`, body);
    },
    checkAnswer(operation, status, body) {
      const schema = operation.responses[String(status)];
      if (schema === undefined) return status < 300 ? [`status ${status} is not described`] : [];
      if (schema === null) return body === undefined ? [] : [`status ${status} has no body`];
      return run(strictTypes, `${pointer(operation)}/responses/${status}`, body);
    },
    checkWebhook: (name, payload) => run(strictTypes, `contract#/webhooks/${name}`, payload),
  };
}

function validator(json: AnySchemaObject, coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: false, coerceTypes, validateSchema: false, logger: false });
  addFormats.default(ajv);
  ajv.addSchema(json, "contract");
  return ajv;
}

function run(ajv: Ajv, pointer: string, value: unknown): readonly string[] {
  const check = ajv.getSchema(pointer);
  if (check === undefined) return [`the contract has no schema ${pointer}`];
  return check(value) === true ? [] : [messages(check.errors)];
}

function messages(errors: readonly ErrorObject[] | null | undefined): string {
  return (errors ?? [])
    .map(({ instancePath, message }) => `${instancePath} ${message ?? "is wrong"}`.trim())
    .join("; ");
}

function matchOperation(operations: readonly Operation[], method: string, path: string): Match | undefined {
  const segments = path.split("/");
  for (const operation of operations) {
    if (operation.method !== method) continue;
    const parameters = matchPath(operation.path.split("/"), segments);
    if (parameters !== undefined) return { operation, parameters };
  }
  return undefined;
}

function matchPath(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [at, part] of template.entries()) {
    const segment = segments[at] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== segment) return undefined;
    if (name === undefined) continue;
    const value = decode(segment);
    if (value === undefined || value === "") return undefined;
    parameters[name] = value;
  }
  return parameters;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
