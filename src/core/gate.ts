import type { z } from "zod";
import type { Acting } from "./acting.ts";
import type { AttestationSource } from "./attestation.ts";
import type { EvidenceSource, ReportRequest } from "./evidence.ts";
import type { Lease } from "./lease.ts";
import type { Watched, WatchSources } from "./notice.ts";
import type { OwnerSources, OwnersOfPaths } from "./path-owners.ts";
import type { OverlapSource } from "./pull-request-overlaps.ts";
import type { ReportReader } from "./report-reader.ts";
import type { RepositorySource } from "./repository.ts";
import type { Subject } from "./subject.ts";
import type { Territory, TerritorySources } from "./territory.ts";
import type { Ruling } from "./verdict.ts";

/** The read-only ports a gate may ask. Each question reaches the outside world once an evaluation. */
export interface Sources {
  readonly subject: Subject;
  readonly repository: RepositorySource;
  readonly evidence: EvidenceSource;
  readonly attestations: AttestationSource;
  /** The day of the evaluation, such as `2027-01-31`, in UTC: what a judge needs of time comes from here. */
  readonly today: string;
  /** The moment of the evaluation, in epoch milliseconds. */
  readonly now: number;
  /** Who acts on the pull request. Left out where no platform vouches for anybody, as at the desk. */
  acting?(): Promise<Acting>;
  /** What commands in comments have granted and said. Left out where there are no comments, as at the desk. */
  comments?(): Promise<FromComments>;
  /** How the pull request meets the other open ones. Left out where nobody knows these, as at the desk. */
  readonly overlaps?: OverlapSource;
  /** Whose these paths are, by the gate that the base configures for it. Left out where it configures none. */
  owners?(paths: readonly string[]): Promise<OwnersOfPaths>;
}

export interface FromComments {
  /** That hold at the moment of the evaluation. */
  readonly leases: readonly Lease[];
  /** Agents for which the pull request was said to speak. It proves nothing of whoever said so. */
  readonly declared: readonly string[];
}

/** What a gate may ask that looks at two trees and at nothing else. */
export interface TreeSources extends Pick<Sources, "today"> {
  readonly repository: Pick<
    RepositorySource,
    "mergeBase" | "head" | "changes" | "tree" | "blobs" | "derive" | "deriveTree"
  >;
}

/**
 * Ways between the parts of a tree, such as imports, that a change adds: where they begin and where they lead, by names of the
 * gate's own. Two changes can only make a longer way together if one adds to where the other leads.
 */
export interface NewWays {
  readonly from: ReadonlySet<string>;
  readonly to: ReadonlySet<string>;
  /** Whatever leads to `from`, and whatever `to` leads on to, each with itself. */
  around(): { readonly before: ReadonlySet<string>; readonly beyond: ReadonlySet<string> };
}

/** For a gate that can judge a tree that nobody has committed, such as two changes merged for a try. */
interface TreeGate<S extends z.ZodObject, F> {
  gather(settings: z.output<S>, sources: TreeSources): Promise<Gathered<F>>;
  newWays(facts: F): NewWays;
}

type JudgedTrees =
  | { readonly kind: "ruling"; readonly ruling: Ruling; readonly newWays: NewWays }
  | Exclude<Gathered<never>, { readonly kind: "facts" }>;

/** Facts, or why there are none: `not-applicable` becomes skipped, `not-yet` waiting, `unavailable` unproven. */
export type Gathered<F> =
  | { readonly kind: "facts"; readonly facts: F }
  | { readonly kind: "not-applicable" | "unavailable"; readonly because: string }
  | {
      readonly kind: "not-yet";
      readonly because: string;
      /** Epoch milliseconds: to be asked again then, if nothing happens before. */
      readonly until?: number;
    };

/** One rule that a finding can name, for `explain` and the gate's page. */
export interface RuleText {
  readonly title: string;
  readonly fix: string;
}

interface WantedEvidence {
  readonly reader: ReportReader<unknown>;
  readonly requests: readonly ReportRequest[];
}

/** A gate as its folder writes it. `judge` is pure: no clock, no randomness, no input or output. */
export interface GateDefinition<S extends z.ZodObject, F> {
  /** Kebab-case; also the key in the configuration and the end of the check run's name. */
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly settings: S;
  readonly rules: Readonly<Record<string, RuleText>>;
  /** The reports that `gather` asks for, so that they can be kept before anybody asks. */
  evidence?(settings: z.output<S>): readonly WantedEvidence[];
  gather(settings: z.output<S>, sources: Sources): Promise<Gathered<F>>;
  judge(settings: z.output<S>, facts: F): Ruling;
  /** Left out by a gate that asks for more than trees. Facts are judged as ever. */
  readonly trees?: TreeGate<S, F>;
  /** What about the default branch deserves an issue. Asked when its reports have arrived, and once a day. */
  watch?(settings: z.output<S>, sources: WatchSources): Promise<Watched>;
  /** Whose the paths of a branch are, for commands in comments. Asked with every command. */
  territory?(settings: z.output<S>, sources: TerritorySources): Promise<Territory | "unreadable">;
  /** Whose these paths are on the base, for another gate that divides a change. */
  owners?(settings: z.output<S>, sources: OwnerSources, paths: readonly string[]): Promise<OwnersOfPaths>;
  /** What the ruling rests on as JSON, for programs that want more than its texts. Pure, too. */
  figures?(settings: z.output<S>, facts: F): unknown;
}

export type Judged =
  | { readonly kind: "ruling"; readonly ruling: Ruling; readonly figures?: () => unknown }
  | Exclude<Gathered<never>, { readonly kind: "facts" }>;

/** A gate as the rest of Lanekeeper sees it: the types of its settings and facts stay inside. */
export interface Gate
  extends Pick<GateDefinition<z.ZodObject, never>, "id" | "title" | "question" | "settings" | "rules"> {
  /** Reports of every commit of a branch that the gate will compare with. Takes what `run` takes. */
  evidence(settings: unknown): readonly WantedEvidence[];
  /** Gathers and judges. `settings` are parsed with the gate's own schema first; throws what its sources throw. */
  run(settings: unknown, sources: Sources): Promise<Judged>;
  /** Looks at the default branch; left out by a gate that never does. Takes what `run` takes, and throws as it does. */
  readonly watch?: (settings: unknown, sources: WatchSources) => Promise<Watched>;
  /** Whose paths are; left out by a gate that does not know. Takes what `run` takes, and throws as it does. */
  readonly territory?: (settings: unknown, sources: TerritorySources) => Promise<Territory | "unreadable">;
  /** Whose these paths are; left out by a gate that does not know. Takes what `run` takes, and throws as it does. */
  readonly owners?: (settings: unknown, sources: OwnerSources, paths: readonly string[]) => Promise<OwnersOfPaths>;
  /** Judges two trees; left out by a gate that asks for more. Takes what `run` takes, and throws as it does. */
  readonly judgeTrees?: (settings: unknown, sources: TreeSources) => Promise<JudgedTrees>;
}

export function defineGate<S extends z.ZodObject, F>(definition: GateDefinition<S, F>): Gate {
  const watch = definition.watch?.bind(definition);
  const territory = definition.territory?.bind(definition);
  const owners = definition.owners?.bind(definition);
  const { trees } = definition;
  return {
    ...(trees === undefined
      ? {}
      : {
          async judgeTrees(settings, sources) {
            const parsed = definition.settings.parse(settings);
            const gathered = await trees.gather(parsed, sources);
            if (gathered.kind !== "facts") return gathered;
            const { facts } = gathered;
            return { kind: "ruling", ruling: definition.judge(parsed, facts), newWays: trees.newWays(facts) };
          },
        }),
    id: definition.id,
    title: definition.title,
    question: definition.question,
    settings: definition.settings,
    rules: definition.rules,
    ...(watch === undefined
      ? {}
      : { watch: (settings, sources) => watch(definition.settings.parse(settings), sources) }),
    ...(territory === undefined
      ? {}
      : { territory: (settings, sources) => territory(definition.settings.parse(settings), sources) }),
    ...(owners === undefined
      ? {}
      : { owners: (settings, sources, paths) => owners(definition.settings.parse(settings), sources, paths) }),
    evidence: (settings) => definition.evidence?.(definition.settings.parse(settings)) ?? [],
    async run(settings, sources) {
      const parsed = definition.settings.parse(settings);
      const gathered = await definition.gather(parsed, sources);
      if (gathered.kind !== "facts") return gathered;
      const { facts } = gathered;
      const { figures } = definition;
      const ruling = definition.judge(parsed, facts);
      return { kind: "ruling", ruling, ...(figures === undefined ? {} : { figures: () => figures(parsed, facts) }) };
    },
  };
}
