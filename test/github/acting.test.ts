import { describe, expect, it } from "@jest/globals";
import { pushersOf, signersOf } from "../../src/github/acting.ts";

const ada = { id: 1, login: "ada", type: "User" };
const bot = { id: 2, login: "claude[bot]", type: "Bot" };
const bob = { id: 3, login: "bob", type: "User" };
const webFlow = { id: 19_864_447, login: "web-flow", type: "User" };

type Moves = Parameters<typeof pushersOf>[0];

function move(before: string, after: string, actor: Moves[number]["actor"], type = "push"): Moves[number] {
  return { before, after, actor, activity_type: type };
}

const created = move("0", "a", ada, "branch_creation");

describe("pushersOf", () => {
  it.each<[string, Moves, string, readonly string[], boolean]>([
    ["whoever made the branch", [created], "a", ["ada"], true],
    [
      "everybody since, the last one first",
      [move("b", "c", bob), move("a", "b", bot), created],
      "c",
      ["bob", "claude[bot]", "ada"],
      true,
    ],
    ["each once", [move("b", "c", ada), move("a", "b", bot), created], "c", ["ada", "claude[bot]"], true],
    ["nobody who pushed after this commit", [move("a", "b", bob), created], "a", ["ada"], true],
    [
      "nobody of an older branch of this name",
      [created, move("x", "0", bob, "branch_deletion"), move("0", "x", bob, "branch_creation")],
      "a",
      ["ada"],
      true,
    ],
    ["also who forced", [move("a", "z", bob, "force_push"), created], "z", ["bob", "ada"], true],
    ["not all, where a move is missing", [move("b", "c", bob), created], "c", ["bob"], false],
    ["not all, where an account is gone", [move("a", "b", null), created], "b", ["ada"], false],
    ["nobody, where the commit is not told", [created], "q", [], false],
    ["nobody, where nothing is told", [], "a", [], false],
  ])("names %s", (_what, moves, sha, logins, complete) => {
    const pushers = pushersOf(moves, sha);
    expect([pushers.items.map(({ login }) => login), pushers.complete]).toEqual([logins, complete]);
  });

  it("keeps what kind of account it is", () => {
    const team = { id: 9, login: "team", type: "Organization" };
    const { items } = pushersOf([move("a", "b", bot), move("0", "a", team, "branch_creation")], "b");
    expect(items).toEqual([
      { id: 2, login: "claude[bot]", type: "bot" },
      { id: 9, login: "team", type: "other" },
    ]);
  });
});

type Commits = Parameters<typeof signersOf>[0];

function commit(
  author: Commits[number]["author"],
  committer: Commits[number]["committer"],
  verified: boolean,
): Commits[number] {
  return { commit: { verification: { verified } }, author, committer };
}

describe("signersOf", () => {
  it.each<[string, Commits, readonly string[]]>([
    ["the committer of a checked signature", [commit(bob, ada, true)], ["ada"]],
    ["not the author, whom anybody can name", [commit(bot, ada, true)], ["ada"]],
    ["the author where GitHub itself committed", [commit(bot, webFlow, true)], ["claude[bot]"]],
    ["nobody without a checked signature", [commit(bot, bot, false), { commit: {}, author: bot, committer: bot }], []],
    ["nobody whose account GitHub does not know", [commit(null, null, true)], []],
    ["each once", [commit(ada, ada, true), commit(ada, ada, true)], ["ada"]],
  ])("names %s", (_what, commits, logins) => {
    expect(signersOf(commits, true).items.map(({ login }) => login)).toEqual(logins);
  });
});
