import { countOf } from "../../core/count-of.ts";
import type { Notice, Watched, WatchSources } from "../../core/notice.ts";
import type { RegisteredKey } from "../../formats/attestations/key-registry.ts";
import { unlistedText } from "./gather/base-file.ts";
import { readKeys } from "./keys/read-keys.ts";
import { agesOf, type KeyAges, type KeySettings } from "./keys/settings.ts";
import { endOf, keyStateAt } from "./keys/states.ts";
import { hasSigner, newestKeys } from "./keys/succession.ts";
import { momentText, standingText } from "./keys/texts.ts";

/**
 * Keys of the default branch that are due for rotation, or past it, one notice a key until another key of its purpose signs; and
 * what else keeps a key from counting. `wanted` are the purposes that the policy names: each has to have a key that signs.
 */
export async function watchKeys(
  settings: KeySettings,
  wanted: readonly string[],
  sources: Pick<WatchSources, "file" | "today" | "branch">,
): Promise<Watched> {
  const read = await readKeys(settings, sources.file);
  if (read.kind === "broken") {
    // Whether an old key was followed by another is not known, so its issue stays.
    const [{ at, what }] = read.problems;
    return { kind: "unknown", because: `${read.path} cannot be read: line ${at.line}, column ${at.column}: ${what}` };
  }
  if (read.kind === "unlisted") return { kind: "unknown", because: `${read.path} was not found: ${unlistedText}` };
  const ages = agesOf(settings);
  const keys = read.kind === "missing" ? [] : read.registry.keys;
  // A key that reaches an age today has it.
  const moment = Date.parse(sources.today) + dayMs - 1;
  const newest = newestKeys(keys, ages, moment);
  const old = newest.flatMap((key) => noticeOf(key, ages, moment));
  // A key that has grown old tells of its purpose by itself.
  const mute = wanted.filter(
    (purpose) => !hasSigner(purpose, keys, ages, moment) && !newest.some((key) => key.purpose === purpose),
  );
  return {
    kind: "notices",
    notices: [
      ...(read.kind === "unrecorded" ? [unrecordedNotice(read)] : []),
      ...old,
      ...mute.map((purpose) => {
        const ofPurpose = keys.filter((key) => key.purpose === purpose);
        const standing = ofPurpose.map((key) => `${key.id} ${standingText(key, ages, moment)}`);
        return muteNotice(purpose, standing, `${settings.registry} on ${sources.branch}`);
      }),
    ],
  };
}

const maxShown = 5;
const dayMs = 24 * 60 * 60_000;

const whyRotate =
  "A key that is replaced often is worth less to a thief, and a rotation that is done often is known to work when it has to be done at once.";

/** Nothing of a key that signs and is young, or whose end was meant. */
function noticeOf(key: RegisteredKey, ages: KeyAges, moment: number): readonly Notice[] {
  const { id, purpose, fingerprint } = key;
  const end = momentText(endOf(key, ages));
  const about = { key: fingerprint, why: whyRotate };
  const rotate = `lanekeeper keys rotate ${purpose}, and merge what it writes. This issue closes once the new key signs.`;
  const revoke = `Or, where nobody signs for ${purpose} any more: lanekeeper keys revoke ${id} --reason superseded.`;
  const over = (what: string): readonly Notice[] => [
    { ...about, title: `No key for ${purpose}: ${id} signs no more`, what, fix: `${rotate} ${revoke}` },
  ];
  switch (keyStateAt(key, ages, moment)) {
    case "active":
    case "future":
    case "superseded":
      return [];
    case "due": {
      const what = `The key ${id}, of ${momentText(key.from)}, signs until ${end}, and no other key for ${purpose} signs after it yet.`;
      return [
        { ...about, title: `Rotate the key ${id} before ${end}`, what, fix: `${rotate} Both keys sign meanwhile.` },
      ];
    }
    case "too-old":
      return over(
        `The key ${id}, of ${momentText(key.from)}, is ${countOf(ages.rotateAfterMs / dayMs, "day")} old since ${end}. What it signed since then does not count, and no other key for ${purpose} signs.`,
      );
    case "expired":
      return over(`The key ${id} has ended on ${end}, as the registry says, and no other key for ${purpose} signs.`);
    case "compromised":
      return over(
        `The key ${id} is revoked as compromised, so nothing that it ever signed counts, and no other key for ${purpose} signs.`,
      );
  }
}

function unrecordedNotice({
  path,
  flaws,
}: Extract<Awaited<ReturnType<typeof readKeys>>, { kind: "unrecorded" }>): Notice {
  const rows = flaws.map((flaw) => [flaw.in, flaw.line === undefined ? "" : String(flaw.line), flaw.what]);
  return {
    key: "audit-log",
    title: "The registry of keys and its audit log do not agree",
    what: `${path} does not tell of every change of the registry. Until it does, no key counts.`,
    why: "Who can add a key without a trace can sign as you.",
    fix: "Find out who changed what: git log shows every version of both files. If the registry is right: lanekeeper keys record.",
    tables: [{ title: "Differences", columns: ["file", "line", "what"], rows }],
  };
}

/** `standing` says what each key of the purpose is, none of which signs. */
function muteNotice(purpose: string, standing: readonly string[], registry: string): Notice {
  const isAbsent = standing.length === 0;
  const shown = standing.length > maxShown ? [...standing.slice(0, maxShown), "and so on"] : standing;
  const has = isAbsent ? "has none for it" : `has none for it that signs: ${shown.join("; ")}`;
  return {
    key: `purpose/${purpose}`,
    title: isAbsent ? `There is no key for ${purpose}` : `No key for ${purpose} signs`,
    what: `The policy wants ${purpose} signed with a key, and ${registry} ${has}.`,
    why: "What has to be signed with a key that nobody has can never be proven.",
    fix: `lanekeeper keys rotate ${purpose} makes one; or correct the policy.`,
  };
}
