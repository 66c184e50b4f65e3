import { describe, expect, it } from "@jest/globals";
import { knownAgentNamed, knownAgents, knownAutomation } from "../../../../src/gates/ownership/actors/known-agents.ts";
import { OwnerName } from "../../../../src/gates/ownership/settings/names.ts";

const accounts = [...knownAgents.flatMap((agent) => agent.accounts), ...knownAutomation];

describe("the agents that are known", () => {
  it("have a source for every account, and no account twice", () => {
    expect(accounts.length).toBeGreaterThan(10);
    expect(accounts.filter(({ source }) => source.length < 20)).toEqual([]);
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(accounts.length);
  });

  it("have names that a map can use, each for one agent", () => {
    const names = knownAgents.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(OwnerName.safeParse(name).success).toBe(true);
    expect(knownAgentNamed("claude")?.name).toBe("claude-code");
    expect(knownAgentNamed("Claude")).toBeUndefined();
  });

  it("are told by whole addresses and keys, each for one agent", () => {
    const signs = knownAgents.flatMap(({ addresses, trailers }) =>
      [...addresses, ...trailers].map((sign) => sign.toLowerCase()),
    );
    expect(new Set(signs).size).toBe(signs.length);
    expect(
      knownAgents.flatMap(({ addresses }) => addresses).filter((address) => !/^[^@\s]+@[^@\s]+\.[a-z]+$/.test(address)),
    ).toEqual([]);
    expect(knownAgents.flatMap(({ branches }) => branches).filter((start) => !/^[a-z]+[/-]$/.test(start))).toEqual([]);
  });

  it("have the address that the number and login of an account make, where they are said to be from there", () => {
    for (const { accounts: own, addresses } of knownAgents) {
      for (const { id, source } of own) {
        if (source.includes("address")) expect(addresses.some((address) => address.startsWith(`${id}+`))).toBe(true);
      }
    }
  });
});
