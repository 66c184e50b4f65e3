import { describe, expect, it } from "@jest/globals";
import { readSetupOptions, type SetupOptions } from "../../../src/app/setup/options.ts";

const plain: SetupOptions = {
  url: "https://lanekeeper.example.com",
  githubUrl: "https://github.com",
  env: ".env",
};

function read(options: Partial<SetupOptions>) {
  return readSetupOptions({ ...plain, ...options }, "/srv");
}

describe("readSetupOptions", () => {
  it("derives the webhook's address and GitHub's API", () => {
    expect(read({ url: "https://Example.com/lanes/" })).toEqual({
      publicUrl: "https://example.com/lanes",
      webhookUrl: "https://example.com/lanes/api/github/webhooks",
      organization: undefined,
      name: undefined,
      github: { webUrl: "https://github.com", apiUrl: "https://api.github.com" },
      port: 0,
      envFile: "/srv/.env",
      force: false,
    });
    expect(read({ githubUrl: "https://ghe.example.com/" }).github.apiUrl).toBe("https://ghe.example.com/api/v3");
  });

  it("takes http on loopback, for a GitHub on loopback", () => {
    const settings = read({ url: "http://127.0.0.1:3000", githubUrl: "http://localhost:1" });
    expect(settings.webhookUrl).toBe("http://127.0.0.1:3000/api/github/webhooks");
  });

  it.each<readonly [Partial<SetupOptions>, RegExp]>([
    [{ url: "lanekeeper.example.com" }, /^--url: .* is no plain web address\. Name one like https:/],
    [{ url: "ftp://example.com" }, /no plain web address/],
    [{ url: "https://a;b.example.com" }, /no plain web address/],
    [{ url: "https://example.com/it's" }, /no plain web address/],
    [{ url: "http://example.com" }, /^--url: http:\/\/example.com is not encrypted/],
    [{ url: "https://example.com?a=b" }, /^--url: leave out/],
    [{ url: "https://me:secret@example.com" }, /^--url: leave out user names/],
    [{ url: "http://localhost:3000" }, /^--url: .* is this machine alone, and github\.com cannot/],
    [{ githubUrl: "http://ghe.example.com" }, /^--github-url: .* not encrypted/],
    [{ githubUrl: "https://example.com/github" }, /^--github-url: .* has a path/],
    [{ org: "acme/../x" }, /^--org: .* is no name of an organization/],
    [{ org: "" }, /^--org/],
    [{ name: "x".repeat(35) }, /^--name: GitHub takes 1 to 34 visible characters, and these are 35/],
    [{ name: " " }, /^--name/],
    [{ name: "a\u202eb" }, /^--name/],
    [{ port: "65536" }, /^--port: .* is no number from 0 to 65535/],
    [{ port: "-1" }, /^--port/],
  ])("refuses %j", (options, message) => {
    expect(() => read(options)).toThrow(
      expect.objectContaining({ code: "BAD_USAGE", message: expect.stringMatching(message) }),
    );
  });

  it("does not repeat a password that stands in an address", () => {
    expect(() => read({ url: "https://me:hunter2@example.com" })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("hunter2") }),
    );
  });

  it("takes a name of 34 characters", () => {
    expect(read({ name: `${"x".repeat(33)}é` }).name).toHaveLength(34);
  });
});
