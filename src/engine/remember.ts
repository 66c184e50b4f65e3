import type { Extractor } from "../core/extractor.ts";
import type { Sources } from "../core/gate.ts";
import type { Derived, RepositorySource, Side } from "../core/repository.ts";

/**
 * The same sources with a memory: within one evaluation each question is asked once, whichever gates ask it and
 * whether or not the first answer has arrived. A question that failed stays failed.
 */
export function remember(sources: Sources): Sources {
  const { repository, attestations, acting, comments } = sources;
  return {
    ...sources,
    attestations: {
      repository: attestations.repository,
      issuer: attestations.issuer,
      ofSubject: oncePerKey((digest) => attestations.ofSubject(digest)),
      commits: once(() => attestations.commits()),
      sources: once(() => attestations.sources()),
      earlierMerge: oncePerKey((commit) => attestations.earlierMerge(commit)),
      // Hardly two gates ask for the same files.
      release: (reader, tag, names) => attestations.release(reader, tag, names),
      // It may be made only when it is asked for.
      get verifier() {
        return attestations.verifier;
      },
    },
    ...(acting === undefined ? {} : { acting: once(() => acting()) }),
    ...(comments === undefined ? {} : { comments: once(() => comments()) }),
    repository: {
      mergeBase: repository.mergeBase,
      head: repository.head,
      history: {
        ...repository.history,
        parting: once(() => repository.history.parting()),
        ownCommits: once(() => repository.history.ownCommits()),
        versions: oncePerFile((path, limit) => repository.history.versions(path, limit)),
      },
      changes: once(() => repository.changes()),
      changedLines: once(() => repository.changedLines()),
      changedOnBase: once(() => repository.changedOnBase()),
      comparedWith: (commit) => repository.comparedWith(commit),
      changedSince: (commit) => repository.changedSince(commit),
      tree: oncePerSide((side) => repository.tree(side)),
      blobs: oncePerId((ids) => repository.blobs(ids)),
      derive: oncePerExtractor(repository),
      // Merge bases are remembered by the source itself, and hardly two gates ask the same of a head.
      deriveTree: (extractor, side) => repository.deriveTree(extractor, side),
    },
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}

function oncePerKey<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const answer = answers.get(key) ?? ask(key);
    answers.set(key, answer);
    return answer;
  };
}

type AskForVersions = Sources["repository"]["history"]["versions"];

function oncePerFile(ask: AskForVersions): AskForVersions {
  const answers = new Map<string, ReturnType<AskForVersions>>();
  return (path, limit) => {
    const key = `${limit} ${path}`;
    const answer = answers.get(key) ?? ask(path, limit);
    answers.set(key, answer);
    return answer;
  };
}

function oncePerSide<T>(ask: (side: Side) => Promise<T>): (side: Side) => Promise<T> {
  const sides = { base: once(() => ask("base")), head: once(() => ask("head")) };
  return (side) => sides[side]();
}

type AskInBulk<T> = (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>;

/** Every id belongs to the batch that first asked for it. */
function oncePerId<T>(ask: AskInBulk<T>): AskInBulk<T> {
  const batchOf = new Map<string, Promise<ReadonlyMap<string, T>>>();
  return async (ids) => {
    const fresh = [...new Set(ids)].filter((id) => !batchOf.has(id));
    if (fresh.length > 0) {
      const batch = ask(fresh);
      for (const id of fresh) batchOf.set(id, batch);
      if (fresh.length === ids.length) return batch;
    }
    return collect(ids, batchOf);
  };
}

async function collect<T>(
  ids: readonly string[],
  batchOf: ReadonlyMap<string, Promise<ReadonlyMap<string, T>>>,
): Promise<ReadonlyMap<string, T>> {
  const wanted = new Set(ids);
  const batches = new Set([...wanted].flatMap((id) => batchOf.get(id) ?? []));
  const answers = new Map<string, T>();
  for (const batch of await Promise.all(batches)) {
    for (const [id, answer] of batch) if (wanted.has(id)) answers.set(id, answer);
  }
  return answers;
}

interface Asked<T> {
  readonly extractor: Extractor<T>;
  ask(ids: readonly string[]): Promise<ReadonlyMap<string, Derived<T>>>;
}

function oncePerExtractor(repository: RepositorySource): RepositorySource["derive"] {
  const extractors = new Map<Extractor<unknown>, Asked<unknown>>();
  return <T>(extractor: Extractor<T>, ids: readonly string[]) => {
    const known = extractors.get(extractor);
    if (known !== undefined && isOf(known, extractor)) return known.ask(ids);
    const fresh: Asked<T> = { extractor, ask: oncePerId((asked) => repository.derive(extractor, asked)) };
    extractors.set(extractor, fresh);
    return fresh.ask(ids);
  };
}

/** The very same extractor extracts the same type. */
function isOf<T>(asked: Asked<unknown>, extractor: Extractor<T>): asked is Asked<T> {
  return asked.extractor === extractor;
}
