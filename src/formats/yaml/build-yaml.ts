import {
  type AliasEvent,
  boolCoreTag,
  EVENT_ID,
  type Event,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  type MappingEvent,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from "js-yaml";
import { firstPosition, type Position } from "./position.ts";
import type { YamlProblem } from "./problem.ts";
import { quoteForReader } from "./quote.ts";
import type { MapEntry, ScalarNode, YamlNode } from "./yaml-node.ts";

/** Values after aliases are counted as often as they are used: a bomb of aliases stops here. */
const maxValues = 100_000;

export interface BuiltYaml {
  readonly root: YamlNode;
  readonly problems: readonly YamlProblem[];
}

interface Builder {
  readonly text: string;
  readonly events: readonly Event[];
  readonly positionOf: (offset: number) => Position;
  readonly problems: YamlProblem[];
  readonly anchors: Map<string, Anchored>;
  /** Index of the next event. */
  next: number;
  /** Values so far, with aliases counted in full. */
  values: number;
  /** Where an empty value is said to be: at what came last. */
  lastAt: Position;
}

interface Anchored {
  readonly node: YamlNode;
  readonly values: number;
}

/** Builds the tree of the first document out of the parser's events and says what plain YAML does not allow. */
export function buildYaml(text: string, events: readonly Event[], positionOf: (offset: number) => Position): BuiltYaml {
  const builder: Builder = {
    text,
    events,
    positionOf,
    problems: [],
    anchors: new Map(),
    next: 1,
    values: 0,
    lastAt: firstPosition,
  };
  const root = buildNode(builder);
  return { root, problems: builder.problems };
}

function buildNode(builder: Builder): YamlNode {
  const event = builder.events[builder.next];
  builder.next += 1;
  builder.values += 1;
  switch (event?.type) {
    case EVENT_ID.ALIAS:
      return resolveAlias(builder, event);
    case EVENT_ID.SCALAR:
      return anchored(builder, event, builder.values - 1, buildScalar(builder, event));
    case EVENT_ID.SEQUENCE:
      return anchored(builder, event, builder.values - 1, buildList(builder, event));
    case EVENT_ID.MAPPING:
      return anchored(builder, event, builder.values - 1, buildMap(builder, event));
    default:
      // A document without content.
      return nothing(firstPosition);
  }
}

function nothing(at: Position): ScalarNode {
  return { kind: "scalar", at, value: null };
}

function anchored(
  builder: Builder,
  event: ScalarEvent | SequenceEvent | MappingEvent,
  valuesBefore: number,
  node: YamlNode,
): YamlNode {
  if (event.tagStart >= 0) {
    builder.problems.push({
      rule: "not-yaml",
      at: builder.positionOf(event.tagStart),
      what: "a tag (`!…`) is not allowed here.",
      fix: "Delete the tag. Put a value in quotes to make it text.",
    });
  }
  if (event.anchorStart >= 0) {
    const name = builder.text.slice(event.anchorStart, event.anchorEnd);
    builder.anchors.set(name, { node, values: builder.values - valuesBefore });
  }
  return node;
}

function resolveAlias(builder: Builder, event: AliasEvent): YamlNode {
  const at = builder.positionOf(event.anchorStart - 1);
  const target = builder.anchors.get(builder.text.slice(event.anchorStart, event.anchorEnd));
  if (target === undefined) {
    builder.problems.push({
      rule: "not-yaml",
      at,
      what: "an alias names nothing that was defined before it.",
      fix: "Define it with `&name` further up, or write the value here.",
    });
    return nothing(at);
  }
  if (builder.values + target.values > maxValues) {
    builder.problems.push({
      rule: "too-large",
      at,
      what: `with its aliases written out, the file has more than ${maxValues} values.`,
      fix: "Use fewer aliases.",
    });
    return nothing(at);
  }
  builder.values += target.values - 1;
  return target.node;
}

function buildScalar(builder: Builder, event: ScalarEvent): ScalarNode {
  const quoted = event.style !== SCALAR_STYLE.PLAIN;
  const at = event.valueStart < 0 ? builder.lastAt : builder.positionOf(event.valueStart - (isQuoted(event) ? 1 : 0));
  builder.lastAt = at;
  const source = event.valueStart < 0 ? "" : getScalarValue(builder.text, event);
  return { kind: "scalar", at, value: quoted ? source : resolvePlain(source) };
}

function isQuoted(event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
}

/** YAML 1.2 core schema: `no` and `on` are text, `true`, `12`, `0x1f` and `~` are not. */
function resolvePlain(source: string): ScalarNode["value"] {
  for (const tag of [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag]) {
    const value = tag.resolve(source, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return source;
}

function buildList(builder: Builder, event: SequenceEvent): YamlNode {
  const at = builder.positionOf(event.start);
  builder.lastAt = at;
  const items: YamlNode[] = [];
  while (!atEnd(builder)) items.push(buildNode(builder));
  builder.next += 1;
  return { kind: "list", at, items };
}

function buildMap(builder: Builder, event: MappingEvent): YamlNode {
  const at = builder.positionOf(event.start);
  builder.lastAt = at;
  const entries = new Map<string, MapEntry>();
  while (!atEnd(builder)) addEntry(builder, entries);
  builder.next += 1;
  return { kind: "map", at, entries };
}

function atEnd(builder: Builder): boolean {
  const event = builder.events[builder.next];
  return event === undefined || event.type === EVENT_ID.POP;
}

function addEntry(builder: Builder, entries: Map<string, MapEntry>): void {
  const keyEvent = builder.events[builder.next];
  const keyNode = buildNode(builder);
  const node = buildNode(builder);
  const problem = (what: string, fix?: string) =>
    builder.problems.push({ rule: "not-yaml", at: keyNode.at, what, fix });
  if (keyEvent?.type !== EVENT_ID.SCALAR || keyEvent.valueStart < 0) {
    problem("a key has to be a plain word.");
    return;
  }
  const key = getScalarValue(builder.text, keyEvent);
  const earlier = entries.get(key);
  if (key === "<<") problem("merge keys (`<<`) are not read.", "Write the keys out.");
  else if (key === "__proto__") problem("`__proto__` cannot be a key.");
  else if (earlier !== undefined) {
    problem(
      `the key ${quoteForReader(key)} is here twice, first on line ${earlier.keyAt.line}.`,
      "Keep one of the two.",
    );
  } else entries.set(key, { keyAt: keyNode.at, node });
}
