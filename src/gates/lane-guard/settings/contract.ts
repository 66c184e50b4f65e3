import { z } from "zod";
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

export const Contract = z.discriminatedUnion(
  "type",
  [Forbidden, Layers, Independence, Protected, AcyclicSiblings, Lanes, Visibility, Tags, Required, Budget],
  {
    error: (issue) =>
      issue.code === "invalid_union"
        ? "The types are `forbidden`, `layers`, `independence`, `protected`, `acyclic-siblings`, `lanes`, `visibility`, `tags`, `required` and `budget`"
        : undefined,
  },
);

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
