import { distance } from "fastest-levenshtein";
import { type Command, Misspelt, type ParsedComment } from "./command.ts";
import { commandLine, maxLineLength } from "./first-line.ts";
import { type CommandName, commandNames, isCommandName } from "./syntax.ts";
import { agentOf, durationOf, findingOf, gateOf, leaseOf, numberOf, pathOf, pathsOf, reasonOf } from "./values.ts";
import { behindWords, type Word, wordsOf } from "./words.ts";

/** What the comment asks for in its first line. Nothing else in it counts. In time proportional to that line. */
export function parseComment(body: string): ParsedComment {
  const line = commandLine(body);
  const written = /^\/([a-z]+(?:-[a-z]+)*)(?=[ \t]|$)/i.exec(line ?? "")?.[1];
  if (line === undefined || written === undefined) return { kind: "none" };
  if (!isCommandName(written)) return nearOf(written);
  try {
    requireReadable(line);
    return { kind: "command", command: commandOf(written, line) };
  } catch (error) {
    if (error instanceof Misspelt) return { kind: "problem", name: written, because: error.message };
    throw error;
  }
}

/** What is so short is close to too much: other apps have commands, too. */
const shortestNear = 5;

function nearOf(written: string): ParsedComment {
  const name = written.toLowerCase();
  const near = [...commandNames].filter((known) => isNear(name, known)).find(isCommandName);
  return near === undefined ? { kind: "none" } : { kind: "near", meant: near };
}

/** One letter more, less or other, two letters that changed places, or capital letters. */
function isNear(written: string, known: string): boolean {
  if (written === known) return true;
  if (written.length < shortestNear || known.length < shortestNear || written.length > 20) return false;
  if (distance(written, known) === 1) return true;
  const swapped = (at: number) => known.slice(0, at) + (known[at + 1] ?? "") + (known[at] ?? "") + known.slice(at + 2);
  return [...known].some((_, at) => at + 1 < known.length && swapped(at) === written);
}

/** Whoever reads the comment must see what is asked for. */
function requireReadable(line: string): void {
  if (line.length > maxLineLength) throw new Misspelt(`The line is longer than ${maxLineLength} characters.`);
  if (/[^\t\P{Cc}]|[\p{Cf}\u2028\u2029]/u.test(line)) throw new Misspelt("The line has invisible characters.");
}

function commandOf(name: CommandName, line: string): Command {
  switch (name) {
    case "claim":
      return claimOf(line);
    case "gate":
      return gateCommandOf(line);
    case "renew":
    case "recheck":
    case "merge-order":
      argumentsOf(line, 0);
      return { name };
    case "release":
      return { name, which: whichOf(argumentsOf(line, 0, 1)[0]) };
    case "handoff": {
      const [agent, ...paths] = argumentsOf(line, 2, Number.POSITIVE_INFINITY);
      return { name, agent: agentOf(given(agent)), paths: pathsOf(paths) };
    }
    case "agent":
      return { name, agent: agentOf(given(argumentsOf(line, 1)[0])) };
    case "explain":
      return { name, path: pathOf(given(argumentsOf(line, 1)[0])) };
    case "prefer":
      return { name, number: numberOf(given(argumentsOf(line, 1)[0])) };
  }
}

/** The words behind the command, so many of them. */
function argumentsOf(line: string, least: number, most = least): readonly Word[] {
  const [, ...words] = wordsOf(line);
  if (words.length < least) throw new Misspelt("Something is missing.");
  if (words.length > most) throw new Misspelt("It has more words than the command knows.");
  return words;
}

function given(word: Word | undefined): Word {
  if (word === undefined) throw new Misspelt("Something is missing.");
  return word;
}

function whichOf(word: Word | undefined): "here" | "all" | number {
  if (word === undefined) return "here";
  return word.text === "all" ? "all" : leaseOf(word);
}

/** Everything behind `--reason` is the reason, so that it needs no quotation marks. */
function claimOf(line: string): Command {
  const { before, reason } = splitReason(line);
  const [, ...words] = wordsOf(before);
  const paths: Word[] = [];
  const options = new Map<string, Word | undefined>();
  for (let at = 0; at < words.length; at += 1) {
    const word = given(words[at]);
    if (word.quoted || !word.text.startsWith("--")) {
      paths.push(word);
      continue;
    }
    if (options.has(word.text)) throw new Misspelt("An option is given twice.");
    if (word.text === "--shared") options.set(word.text, undefined);
    else if (word.text === "--ttl" || word.text === "--agent") {
      at += 1;
      options.set(word.text, given(words[at]));
    } else throw new Misspelt("It has an option that the command does not know.");
  }
  const [ttl, agent] = [options.get("--ttl"), options.get("--agent")];
  return {
    name: "claim",
    paths: pathsOf(paths),
    ttlMs: ttl === undefined ? undefined : durationOf(ttl.text),
    shared: options.has("--shared"),
    agent: agent === undefined ? undefined : agentOf(agent),
    reason: reason === undefined ? "" : reasonOf(reason),
  };
}

function splitReason(line: string): { readonly before: string; readonly reason: string | undefined } {
  const found = /[ \t]--reason(?=[ \t]|$)/.exec(line);
  if (found === null) return { before: line, reason: undefined };
  return { before: line.slice(0, found.index), reason: line.slice(found.index + found[0].length) };
}

function gateCommandOf(line: string): Command {
  const [, does, first, second] = line.split(/[ \t]+/, 4);
  if (does === "revoke") {
    const [, lease] = argumentsOf(line, 2);
    return { name: "gate", does, lease: leaseOf(given(lease)) };
  }
  if (does !== "override") throw new Misspelt("It is either an override or a revoke.");
  if (first === undefined || second === undefined) throw new Misspelt("The gate or the finding is missing.");
  const reason = reasonOf(behindWords(line, 4));
  return { name: "gate", does, gate: gateOf(first), finding: findingOf(second), reason };
}
