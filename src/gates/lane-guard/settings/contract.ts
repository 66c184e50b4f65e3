import { z } from "zod";
import { nearestOf } from "../../../formats/nearest-of.ts";
import { AcyclicSiblings, type AcyclicSiblingsContract } from "./acyclic-siblings.ts";
import { Budget, type BudgetContract } from "./budget.ts";
import { Forbidden, type ForbiddenContract } from "./forbidden.ts";
import { Independence, type IndependenceContract } from "./independence.ts";
import { Lanes, type LanesContract } from "./lanes.ts";
import { Layers, type LayersContract } from "./layers.ts";
import { Protected, type ProtectedContract } from "./protected.ts";
import { Required, type RequiredContract } from "./required.ts";
import { Tags, type TagsContract } from "./tags.ts";
import { Visibility, type VisibilityContract } from "./visibility.ts";

const contracts = [
  Forbidden,
  Layers,
  Independence,
  Protected,
  AcyclicSiblings,
  Lanes,
  Visibility,
  Tags,
  Required,
  Budget,
] as const;

export const Contract = z.discriminatedUnion("type", contracts, {
  error: ({ code, input }) => (code === "invalid_union" ? typeText(input) : undefined),
});

const types: readonly Contract["type"][] = contracts.map(({ shape }) => shape.type.value);

function typeText(contract: unknown): string {
  const written = z.object({ type: z.string().max(100) }).safeParse(contract).data?.type ?? "";
  const nearest = nearestOf(written, types);
  const meant = nearest === undefined ? "" : `Did you mean \`${nearest}\`? `;
  const names = types.map((type) => `\`${type}\``);
  return `${meant}The types are ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

export type Contract =
  | ForbiddenContract
  | LayersContract
  | IndependenceContract
  | ProtectedContract
  | AcyclicSiblingsContract
  | LanesContract
  | VisibilityContract
  | TagsContract
  | RequiredContract
  | BudgetContract;
