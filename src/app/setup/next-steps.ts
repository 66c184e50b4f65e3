import { shellWord } from "../../core/shell-word.ts";
import { rollUpName } from "../../github/check-content.ts";
import type { RedeemedApp } from "./redeem-code.ts";

/** A new App without its secrets. */
export type RegisteredApp = Pick<RedeemedApp, "id" | "slug" | "pageUrl" | "missing">;

export interface Step {
  readonly what: string;
  /** A link, or a command. */
  readonly how: { readonly link: string } | { readonly command: string } | undefined;
}

interface StepsOptions {
  readonly app: RegisteredApp;
  readonly publicUrl: string;
  /** As the person named it, when it is not the default one. */
  readonly envFile: string | undefined;
}

/** What only a person can do, in order. */
export function nextSteps({ app, publicUrl, envFile }: StepsOptions): readonly Step[] {
  const command = envFile === undefined ? "lanekeeper serve" : `lanekeeper serve --env ${shellWord(envFile)}`;
  return [
    {
      what: "Install the App on the repositories that it shall look after.",
      how: { link: `${app.pageUrl.replace(/\/+$/, "")}/installations/new` },
    },
    { what: `Start the server, so that it answers at ${publicUrl}.`, how: { command } },
    {
      what:
        "When the first pull request has its checks, make the roll-up check a required one: Settings → Rules → " +
        `Rulesets → Require status checks to pass → add \`${rollUpName}\`, and choose the App ${app.slug} as its ` +
        "expected source. Otherwise anybody with write access could post a status of that name, and it would count.",
      how: undefined,
    },
  ];
}

/** The steps for a terminal. */
export function stepsText(steps: readonly Step[]): string {
  return steps
    .map(({ what, how }, index) => {
      const detail = how === undefined ? "" : `\n   ${"link" in how ? how.link : how.command}`;
      return `${index + 1}. ${what}${detail}\n`;
    })
    .join("");
}
