import { describe, expect, it } from "@jest/globals";
import { parseComment } from "../../../src/formats/commands/parse.ts";
import { syntax } from "../../../src/formats/commands/syntax.ts";

const claim = { name: "claim", ttlMs: undefined, shared: false, agent: undefined, reason: "" } as const;
const hour = 3_600_000;

describe("a comment", () => {
  it.each([
    ["/claim src/a.py", { ...claim, paths: ["src/a.py"] }],
    ["/claim src/a.py /docs/", { ...claim, paths: ["src/a.py", "/docs/"] }],
    ["/claim `src/a.py`", { ...claim, paths: ["src/a.py"] }],
    ['/claim "docs/my file.md" b', { ...claim, paths: ["docs/my file.md", "b"] }],
    ['/claim "--odd name"', { ...claim, paths: ["--odd name"] }],
    ["/claim a --ttl 90m", { ...claim, paths: ["a"], ttlMs: 1.5 * hour }],
    ["/claim --ttl 24h a", { ...claim, paths: ["a"], ttlMs: 24 * hour }],
    ["/claim a --ttl 7d --shared", { ...claim, paths: ["a"], ttlMs: 168 * hour, shared: true }],
    ["/claim a --agent claude-code", { ...claim, paths: ["a"], agent: "claude-code" }],
    ["/claim a --reason moving --shared things", { ...claim, paths: ["a"], reason: "moving --shared things" }],
    ['/claim a --reason "in quotes"', { ...claim, paths: ["a"], reason: "in quotes" }],
    ["/claim\ta\t b", { ...claim, paths: ["a", "b"] }],
    ["   /claim a", { ...claim, paths: ["a"] }],
    ["\n \t\n\r\n/claim a\nand more", { ...claim, paths: ["a"] }],
    ["/claim a\r\n/claim b", { ...claim, paths: ["a"] }],
    ["/renew", { name: "renew" }],
    ["/renew  ", { name: "renew" }],
    ["/release", { name: "release", which: "here" }],
    ["/release all", { name: "release", which: "all" }],
    ["/release L12", { name: "release", which: 12 }],
    ["/release l12", { name: "release", which: 12 }],
    ["/release 12", { name: "release", which: 12 }],
    ["/handoff codex a b", { name: "handoff", agent: "codex", paths: ["a", "b"] }],
    ["/agent claude-code", { name: "agent", agent: "claude-code" }],
    ["/explain src/a.py", { name: "explain", path: "src/a.py" }],
    ["/merge-order", { name: "merge-order" }],
    ["/recheck", { name: "recheck" }],
    ["/prefer #12", { name: "prefer", number: 12 }],
    ["/prefer 12", { name: "prefer", number: 12 }],
    [
      "/gate override ownership o-7-8-5f2c9a We merge both.",
      { name: "gate", does: "override", gate: "ownership", finding: "o-7-8-5f2c9a", reason: "We merge both." },
    ],
    [
      "/gate override lane-guard 0123456789 It is  known, see `a`.",
      { name: "gate", does: "override", gate: "lane-guard", finding: "0123456789", reason: "It is  known, see `a`." },
    ],
    ["/gate revoke L3", { name: "gate", does: "revoke", lease: 3 }],
  ])("asks by %j", (body, command) => {
    expect(parseComment(body)).toEqual({ kind: "command", command });
  });

  it.each([
    "",
    "  \n\n",
    "Hello.",
    "Hello.\n/claim a",
    "> /claim a",
    ">\n/claim a",
    "    /claim a",
    "\t/claim a",
    "```\n/claim a\n```",
    "~~~\n/claim a",
    "`/claim a`",
    "<!-- x\n/claim a -->",
    "<!-- x -->/claim a",
    "- /claim a",
    "**/claim a**",
    "\u200b/claim a",
    "\u00a0/claim a",
    "/src/claim is broken",
    "/claim/a",
    "/claim: a",
    "/ claim a",
    "//claim a",
    "/lgtm",
    "/retest",
    "/assign @ada",
    "/gates",
    "/rebase",
    "/merge",
    "/claiming a",
    `/${"x".repeat(10_000)}`,
  ])("asks for nothing by %j", (body) => {
    expect(parseComment(body)).toEqual({ kind: "none" });
  });

  it.each([
    ["/claim", /no path/],
    ["/claim --shared", /no path/],
    ["/claim a --ttl", /missing/],
    ["/claim a --ttl 24", /90m, 24h or 7d/],
    ["/claim a --ttl 0h", /90m, 24h or 7d/],
    ["/claim a --ttl 4m", /5m at least/],
    ["/claim a --ttl -1h", /90m, 24h or 7d/],
    ["/claim a --ttl 1e9h", /90m, 24h or 7d/],
    ["/claim a --ttl 1h --ttl 2h", /twice/],
    ["/claim a --force", /option/],
    ["/claim -rf", /option/],
    ["/claim a --reason", /reason is missing/],
    ['/claim a --reason ""', /reason is missing/],
    [`/claim a --reason ${"x".repeat(301)}`, /longer than 300/],
    ["/claim a --agent @codex", /id in the configuration/],
    ['/claim "a', /not closed/],
    ['/claim "a"b', /blank is missing/],
    ["/claim ``", /nothing between/],
    [`/claim ${"a ".repeat(51)}`, /more than 50/],
    [`/claim ${"a ".repeat(70)}`, /more than 64 words/],
    [`/claim ${"a".repeat(301)}`, /longer than 300/],
    [`/claim ${"a".repeat(5_000)}`, /longer than 4000/],
    ["/claim **/*a*a*a*a*a*a", /more than 6 wildcards/],
    ["/claim src/\u202egnp.py", /invisible/],
    ["/claim src/\u200ba.py", /invisible/],
    ["/claim src/a\u0007.py", /invisible/],
    ["/renew L1", /more words/],
    ["/release L0", /L12/],
    ["/release L1 L2", /more words/],
    ["/release everything", /L12/],
    ["/handoff codex", /missing/],
    ["/handoff", /missing/],
    ["/agent", /missing/],
    ["/agent a b", /more words/],
    ["/explain", /missing/],
    ["/prefer", /missing/],
    ["/prefer that", /#12/],
    ["/prefer #0", /#12/],
    ["/gate", /override or a revoke/],
    ["/gate open", /override or a revoke/],
    ["/gate override", /missing/],
    ["/gate override lane-guard", /missing/],
    ["/gate override lane-guard 0123456789", /reason is missing/],
    ["/gate override lane-guard 012345678 why", /the id that its check run shows/],
    ["/gate override ownership o-../x why", /the id that its check run shows/],
    ["/gate override ../x 0123456789 why", /named as in its check run/],
    ["/gate revoke", /missing/],
    ["/gate revoke all", /L12/],
  ])("is told what is wrong with %j", (body, because) => {
    expect(parseComment(body)).toMatchObject({ kind: "problem", because: expect.stringMatching(because) });
  });

  it.each([
    ["/cliam a", "claim"],
    ["/Claim a", "claim"],
    ["/claims a", "claim"],
    ["/hand-off", "handoff"],
    ["/merge-ordr", "merge-order"],
    ["/claim-all a", undefined],
    ["/handof codex a", "handoff"],
    ["/relese", "release"],
    ["/RECHECK", "recheck"],
    ["/expalin a", "explain"],
    ["/GATE override", "gate"],
    ["/gat", undefined],
  ])("is asked by %j whether it meant %s", (body, meant) => {
    expect(parseComment(body)).toEqual(meant === undefined ? { kind: "none" } : { kind: "near", meant });
  });

  it("repeats nothing of what was written in what it says", () => {
    for (const name of Object.keys(syntax)) {
      const parsed = parseComment(`/${name} --zzz @zzz zzz zzz zzz`);
      expect(JSON.stringify(parsed.kind === "command" ? {} : parsed)).not.toContain("zzz");
    }
  });

  it.each([
    ["one endless line", `/claim ${"a".repeat(2_000_000)}`],
    ["blank lines", `${" \n".repeat(1_000_000)}/claim`],
    ["blanks in a line", `/claim${" ".repeat(2_000_000)}`],
    ["quotation marks", `/claim ${'"'.repeat(1_000_000)}`],
    ["a reason", `/claim a --reason ${" --reason".repeat(200_000)}`],
    ["a gate", `/gate ${" \t".repeat(1_000_000)}`],
  ])("is read to its end whatever its first line is: %s", (_, body) => {
    expect(["problem", "none"]).toContain(parseComment(body).kind);
  });
});
