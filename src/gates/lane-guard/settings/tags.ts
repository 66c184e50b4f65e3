import { z } from "zod";
import { nearestOf } from "../../../formats/nearest-of.ts";
import { moduleNames, sharedKeys } from "./shared-keys.ts";

const maxTags = 100;
/** In a list of `allow`: every tag. */
export const everyTag = "*";

const TagName = z
  .string()
  .min(1)
  .max(100)
  .refine((name) => name !== everyTag, { message: "`*` stands for every tag, so it cannot be the name of one" });

const TagsKeys = z.strictObject({
  type: z
    .literal("tags")
    .describe(
      "`tags`: a module may import a tagged module directly only if all of its own tags allow one of the other's.",
    ),
  ...sharedKeys,
  tags: z
    .record(TagName, moduleNames(1))
    .describe("`tags`: the tags, and the packages that have each. A module may have several."),
  allow: z
    .record(TagName, z.array(z.string().min(1).max(100)).max(maxTags))
    .describe(
      '`tags`: what modules of each tag may import: `[]` for no tagged module, `["*"]` for all. A tag that may import itself says so.',
    ),
  untagged: z
    .enum(["allow", "forbid"])
    .default("allow")
    .describe("`tags`: whether modules below `roots` need no tag. What has none may import everything."),
  roots: moduleNames(0).default([]).describe("`tags`: with `untagged: forbid`, packages below which all have a tag."),
});
export type TagsContract = z.output<typeof TagsKeys>;

export const Tags = TagsKeys.superRefine((contract, context) => {
  const object = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
  const tags = Object.keys(contract.tags);
  if (tags.length === 0) object(["tags"], "Name at least one tag");
  if (tags.length > maxTags) object(["tags"], `At most ${maxTags} tags are possible`);
  for (const [tag, allowed] of Object.entries(contract.allow)) {
    if (!tags.includes(tag)) object(["allow", tag], unknownTag(tag, tags));
    for (const [index, other] of allowed.entries()) {
      if (other !== everyTag && !tags.includes(other)) object(["allow", tag, index], unknownTag(other, tags));
    }
  }
  // A tag that was forgotten would allow everything, and nobody would notice.
  const silent = tags.find((tag) => !Object.hasOwn(contract.allow, tag));
  if (silent !== undefined) {
    object(["allow"], `It does not say what ${silent} may import: [] for no tagged module, ["*"] for all of them`);
  }
  if (contract.untagged === "forbid" && contract.roots.length === 0) {
    object(["roots"], "Name the packages below which every module must have a tag");
  }
  if (contract.untagged === "allow" && contract.roots.length > 0) {
    object(["roots"], "It has no effect without `untagged: forbid`");
  }
});

function unknownTag(tag: string, tags: readonly string[]): string {
  const nearest = nearestOf(tag, tags);
  return nearest === undefined ? `There is no tag ${tag}` : `There is no tag ${tag}. Did you mean ${nearest}?`;
}
