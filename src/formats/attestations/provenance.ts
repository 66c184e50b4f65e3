import { z } from "zod";
import type { InTotoStatement } from "./statement.ts";

/** Predicate types of SLSA provenance that are understood. */
export const provenanceTypes = {
  "https://slsa.dev/provenance/v1": "v1",
  "https://slsa.dev/provenance/v0.2": "v0.2",
} as const;
type ProvenanceType = keyof typeof provenanceTypes;

/** What a provenance says of a build: claims of whoever signed it. Undefined is not said. */
export interface Provenance {
  readonly version: (typeof provenanceTypes)[ProvenanceType];
  readonly builderId: string | undefined;
  readonly buildType: string | undefined;
  /** Without `git+` in front and `.git` behind, such as `https://github.com/acme/widgets`. */
  readonly repository: string | undefined;
  /** Such as `refs/heads/main`. */
  readonly ref: string | undefined;
  readonly commit: string | undefined;
  /** The path of the workflow in its repository. */
  readonly workflow: string | undefined;
  /** The run, in the builder's own words. */
  readonly invocation: string | undefined;
  /** Names of parameters from outside that nobody here knows the meaning of. */
  readonly unknownParameters: readonly string[];
}

export type ReadProvenance =
  | { readonly kind: "provenance"; readonly provenance: Provenance }
  | { readonly kind: "another" }
  | { readonly kind: "refused"; readonly because: string };

const Text = z.string().max(4096).nullish();
const Digests = z.record(z.string(), z.string()).nullish();
const Resource = z.looseObject({ uri: Text, digest: Digests });

const V02 = z.looseObject({
  builder: z.looseObject({ id: Text }).nullish(),
  buildType: Text,
  invocation: z
    .looseObject({
      configSource: z.looseObject({ uri: Text, digest: Digests, entryPoint: Text }).nullish(),
      parameters: z.unknown().optional(),
    })
    .nullish(),
  metadata: z.looseObject({ buildInvocationID: Text, buildInvocationId: Text }).nullish(),
});

/** What parameters look like is the build type's affair: those of another form say nothing that is understood. */
const Parameters = z.looseObject({
  workflow: z.looseObject({ ref: Text, repository: Text, path: Text }).optional().catch(undefined),
  source: z.union([Resource, Text]).optional().catch(undefined),
});

const V1 = z.looseObject({
  buildDefinition: z
    .looseObject({
      buildType: Text,
      externalParameters: Parameters.nullish(),
      resolvedDependencies: z.array(Resource).nullish(),
    })
    .nullish(),
  runDetails: z
    .looseObject({
      builder: z.looseObject({ id: Text }).nullish(),
      metadata: z.looseObject({ invocationId: Text }).nullish(),
    })
    .nullish(),
});

/** Reads SLSA provenance out of a statement; `another` for any other predicate. Never throws. */
export function readProvenance({ predicateType, predicate }: InTotoStatement): ReadProvenance {
  switch (predicateType) {
    case "https://slsa.dev/provenance/v0.2": {
      const read = V02.safeParse(predicate);
      return read.success ? { kind: "provenance", provenance: ofV02(read.data) } : refused(read.error);
    }
    case "https://slsa.dev/provenance/v1": {
      const read = V1.safeParse(predicate);
      return read.success ? { kind: "provenance", provenance: ofV1(read.data) } : refused(read.error);
    }
    default:
      return { kind: "another" };
  }
}

function refused({ issues: [issue] }: z.ZodError): ReadProvenance {
  const place = issue?.path.map(String).join(".").slice(0, 200) ?? "";
  return { kind: "refused", because: `The provenance cannot be read. ${place}: ${issue?.message ?? "is wrong"}.` };
}

function ofV02({ builder, buildType, invocation, metadata }: z.output<typeof V02>): Provenance {
  const config = invocation?.configSource;
  const entry = said(config?.entryPoint);
  return {
    version: "v0.2",
    builderId: said(builder?.id),
    buildType: said(buildType),
    ...gitSource(said(config?.uri)),
    commit: commitIn(config?.digest),
    workflow: entry?.startsWith(".github/workflows/") === true ? entry : undefined,
    invocation: said(metadata?.buildInvocationID) ?? said(metadata?.buildInvocationId),
    unknownParameters: namesIn(invocation?.parameters, knownOfV02),
  };
}

function ofV1({ buildDefinition, runDetails }: z.output<typeof V1>): Provenance {
  const parameters = buildDefinition?.externalParameters ?? {};
  const { workflow, source } = parameters;
  const given = typeof source === "object" && source !== null ? source : { uri: source, digest: {} };
  const fromUri = gitSource(said(given.uri));
  const repository = workflow === undefined ? fromUri.repository : plainRepository(said(workflow.repository));
  const dependencies = buildDefinition?.resolvedDependencies ?? [];
  const dependency = dependencies.find(({ uri }) => gitSource(said(uri)).repository === repository);
  return {
    version: "v1",
    builderId: said(runDetails?.builder?.id),
    buildType: said(buildDefinition?.buildType),
    repository,
    ref: workflow === undefined ? fromUri.ref : said(workflow.ref),
    commit: commitIn(given.digest) ?? (repository === undefined ? undefined : commitIn(dependency?.digest)),
    workflow: said(workflow?.path),
    invocation: said(runDetails?.metadata?.invocationId),
    unknownParameters: namesIn(parameters, knownOfV1),
  };
}

/** Programs write nothing as null or as an empty text, too. */
function said(text: string | null | undefined): string | undefined {
  return text === null || text === "" ? undefined : text;
}

const knownOfV02 = ["workflow", "inputs", "vars", "event_inputs"];
const knownOfV1 = ["workflow", "source", "inputs", "vars"];

function namesIn(value: unknown, known: readonly string[]): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.keys(value).filter((name) => !known.includes(name));
}

function commitIn(digest: Readonly<Record<string, string>> | null | undefined): string | undefined {
  return said(digest?.["gitCommit"]) ?? said(digest?.["sha1"]);
}

/** `git+https://github.com/acme/widgets@refs/heads/main` in its parts; an `@` before the host's path is a user's name. */
function gitSource(uri: string | undefined): Pick<Provenance, "repository" | "ref"> {
  if (uri === undefined) return { repository: undefined, ref: undefined };
  const at = uri.lastIndexOf("@");
  const hasRef = at > uri.indexOf("/", uri.indexOf("://") + 3);
  return {
    repository: plainRepository(hasRef ? uri.slice(0, at) : uri),
    ref: hasRef && at + 1 < uri.length ? uri.slice(at + 1) : undefined,
  };
}

function plainRepository(uri: string | undefined): string | undefined {
  return uri?.replace(/^git\+/, "").replace(/\.git$/, "");
}
