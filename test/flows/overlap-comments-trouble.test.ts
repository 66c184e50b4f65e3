import { expect, it } from "@jest/globals";
import { accounts, type CommentStory, openCommentStory } from "./support/comment-story.ts";

const at = (line: string) => `${"same\n".repeat(9)}${line}\n${"same\n".repeat(9)}`;
const files = { "free.txt": at("base") };
const creation = ({ method, path }: { readonly method: string; readonly path: string }) =>
  method === "POST" && /\/issues\/\d+\/comments$/.test(path);

/** Two pull requests on one line; answers their numbers. The second one waits. */
async function collide(story: CommentStory): Promise<readonly [number, number]> {
  const first = await story.open("a", { "free.txt": at("mine") }, "claude");
  await story.rest();
  return [first, await story.open("b", { "free.txt": at("theirs") }, "codex")];
}

it("finds the comment whose creation was carried out and never answered", async () => {
  const story = await openCommentStory(files);
  await using world = story.world;
  world.github.faults.respondWith(creation, { status: 502, afterwards: true }, 1);
  const [first, second] = await collide(story);
  await story.tells(first, /this one goes first/);
  await story.tells(second, new RegExp(`has to wait for #${first}`));
  await story.rest();
  expect([story.comments(first), story.comments(second)].map(({ length }) => length)).toEqual([1, 1]);
});

it("judges on where GitHub takes no comment", async () => {
  const story = await openCommentStory(files);
  await using world = story.world;
  world.github.faults.respondWith(creation, { status: 403, body: { message: "Locked" } }, 100);
  const [, second] = await collide(story);
  await story.isJudged(second);
  await story.rest();
  expect(await story.checkData(second)).toMatchObject({ verdict: "blocked" });
  expect(story.comments(second)).toEqual([]);
  expect(world.logged.filter(({ msg }) => msg === "GitHub takes no comment here").length).toBeGreaterThan(0);
});

it("writes no second comment on the day on which somebody has deleted the first one", async () => {
  const story = await openCommentStory(files);
  await using world = story.world;
  const [first, second] = await collide(story);
  await story.tells(second, new RegExp(`has to wait for #${first}`));
  await story.rest();
  const [comment] = story.comments(second);
  await world.github.deleteComment(world.repository, comment?.id ?? 0, "ada");
  const again = async (text: string) => {
    await story.push(second, "b", { "free.txt": at(text) }, "codex");
    await story.isJudged(second);
    await story.rest();
  };
  await again("other");
  expect(story.comments(second)).toEqual([]);
  story.pass(25);
  await again("once more");
  await story.tells(second, new RegExp(`has to wait for #${first}`));
  expect(story.comments(second)).toHaveLength(1);
});

it("takes over the comment of a server whose database is lost", async () => {
  const story = await openCommentStory(files);
  await using world = story.world;
  const [first, second] = await collide(story);
  await story.tells(second, new RegExp(`has to wait for #${first}`));
  await story.rest();
  const { created } = story.writes();
  await story.restart("another.sqlite");
  await story.push(second, "b", { "other.txt": "1\n", "free.txt": at("base") }, "codex");
  await story.tells(second, /^No overlaps/);
  await story.rest();
  expect(story.comments(second)).toHaveLength(1);
  expect(story.writes().created).toBe(created);
  expect(world.github.violations).toEqual([]);
});

it("says nothing in comments where the gate only advises, unless somebody asks", async () => {
  const configuration =
    "version: 1\nmode: advise\ngates:\n  ownership:\n    agents: { claude-code: {}, codex: {}, copilot: {} }\n";
  const story = await openCommentStory(files, { configuration });
  await using world = story.world;
  const [first, second] = await collide(story);
  await story.isJudged(second);
  await story.rest();
  expect(await story.checkData(second)).toMatchObject({ verdict: "blocked", mode: "advise" });
  expect(story.writes()).toEqual({ created: 0, edited: 0 });
  await world.github.comment(world.repository, second, { as: accounts.codex.login, body: "/recheck" });
  await story.rest();
  const bodies = story.comments(second).map(({ body }) => body);
  expect(bodies.filter((body) => body.includes("It is judged again"))).toHaveLength(1);
  const asked = new RegExp(`should wait for #${first}[\\s\\S]*advice: nothing is blocked`);
  expect(bodies.filter((body) => asked.test(body))).toHaveLength(1);
  expect(story.comments(first)).toEqual([]);
  expect(story.writes()).toEqual({ created: 2, edited: 0 });
});
