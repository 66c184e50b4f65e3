import type { RuleText } from "../../core/gate.ts";

export const ownershipRules = {
  "foreign-path": {
    title: "A change touches a path that belongs to another alone",
    fix: "Take the file out of the change, or ask its owner to hand it over: `/handoff <agent> <path>` in a comment.",
  },
  "frozen-path": {
    title: "A change touches a path that is frozen",
    fix: "Take the file out of the change. No lease and no pack changes that; whoever owns it makes the change.",
  },
  "unlisted-bot": {
    title: "A bot that nobody has listed touches a path that somebody owns alone",
    fix: "Have it listed under `identities` of its agent in the configuration, or let a person make the change.",
  },
  "human-change": {
    title: "A person changes what an agent owns alone",
    fix: "Ask the agent's pull request for the change, or have `humans` set to `allow`.",
  },
  "automation-change": {
    title: "A program that is no coding agent changes what somebody owns alone",
    fix: "Make the change yourself, or have `automation` set to `allow`.",
  },
  "too-many-files": {
    title: "An agent changes more files at once than the map lets it",
    fix: "Split the change into pull requests that each make sense alone.",
  },
  "contested-path": {
    title: "The map gives a file to two agents, to each alone",
    fix: "Take the file out of one of the two, or make it `shared`.",
  },
  "shadowed-rule": {
    title: "A rule of the map never counts",
    fix: "Move it behind the rules that take its files, or delete it.",
  },
  "missing-path": {
    title: "A pack lists a path that the repository does not have",
    fix: "Correct the path, or take it out.",
  },
  "unreadable-list": {
    title: "A file that lists the paths of a pack cannot be read",
    fix: "Correct its name in the map, or add the file.",
  },
  "broken-map": {
    title: "The file that `map` names cannot be read, so that the last one counts that could",
    fix: "Correct the named line. Until then, the map is that of an earlier commit.",
  },
  "matches-nothing": {
    title: "A rule of the map matches no file",
    fix: "Correct its patterns. Nothing is wrong if the files are only expected.",
  },
  "expired-pack": { title: "A pack has expired", fix: "Delete it, or give it a later end." },
  "unprovable-agent": {
    title: "Nobody can prove to be an agent of the map",
    fix: "Add `identities` or `delegates` to the agent.",
  },
  "not-expanded": {
    title: "A changed map is too large to be held against every file",
    fix: "Use fewer patterns that may be at any depth, and fewer wildcards in each. Nothing is wrong if the map is meant to be so large.",
  },
  "advisory-path": {
    title: "A change touches a path whose owner wants to know",
    fix: "Nothing has to be done. Tell the owner, or ask for a review.",
  },
  "uncertain-agent": {
    title: "A change seems to be an agent's and touches what another owns alone",
    fix: "Nothing is blocked, because anybody can write what points at the agent. Check who made the change.",
  },
  "unknown-pusher": {
    title: "Not everybody who pushed to the pull request is known",
    fix: "Nothing has to be done. Whoever is not known counts as a person.",
  },
  "overlap-waits": {
    title: "Another open pull request changes the same, and goes first",
    fix: "Take the contested files out, or wait until the other one is merged and then rebase.",
  },
  "overlap-goes-first": {
    title: "Another open pull request changes the same, and waits for this one",
    fix: "Nothing has to be done. The other one has to be rebased once this one is merged.",
  },
  "overlap-told": {
    title: "Another open pull request works at the same place",
    fix: "Look at the other one before you go on: whichever is merged second may have to be changed.",
  },
  "overlap-partial": {
    title: "Not every pair of open pull requests could be compared",
    fix: "Nothing has to be done. Pull requests that touch fewer files, and fewer open ones at once, meet fewer others.",
  },
  "overlap-unknown": {
    title: "How the change meets open pull requests is not known",
    fix: "Push the change as a pull request, or compare branches of the clone: `lanekeeper overlap`.",
  },
} as const satisfies Record<string, RuleText>;

export type OwnershipRule = keyof typeof ownershipRules;
