import { overlap } from "../imports/graph/expression.ts";
import { layerOf } from "../imports/graph/layer.ts";
import { overlapping } from "../imports/graph/overlapping.ts";
import type { LinterConfiguration, LinterContract } from "./configuration.ts";
import { nearestWord } from "./nearest-word.ts";
import type { OptionReader } from "./option-reader.ts";

type General = Omit<LinterConfiguration, "contracts">;

const readers = {
  forbidden: readForbidden,
  layers: readLayers,
  independence: readIndependence,
  protected: readProtected,
  acyclic_siblings: readAcyclicSiblings,
};

function isType(type: string): type is keyof typeof readers {
  return Object.hasOwn(readers, type);
}

/** Reads one contract's options; undefined when its type is not known. */
export function readContract(reader: OptionReader, general: General): LinterContract | undefined {
  const name = reader.text("name", "required");
  const type = reader.text("type", "required");
  reader.text("id", "optional");
  if (!isType(type)) {
    const types = Object.keys(readers);
    const what = `there is no contract type ${type}; types written in Python by yourself cannot be carried over.${nearestWord(type, types)}`;
    if (type !== "") reader.object(reader.lineOf("type"), what);
    return undefined;
  }
  const shared = {
    name: name.slice(0, 200),
    line: reader.line,
    ignoreImports: reader.imports("ignore_imports"),
    unmatchedIgnoreImportsAlerting: reader.choice(
      "unmatched_ignore_imports_alerting",
      ["error", "warn", "none"],
      "error",
    ),
  } as const;
  const contract = { ...shared, ...readers[type](reader, general) };
  reader.end(`a contract of type ${type}`);
  return contract;
}

function readForbidden(reader: OptionReader, general: General) {
  const contract = {
    type: "forbidden",
    sourceModules: reader.modules("source_modules", "something"),
    forbiddenModules: reader.modules("forbidden_modules", "something"),
    allowIndirectImports: reader.flag("allow_indirect_imports", false),
    asPackages: reader.flag("as_packages", true),
  } as const;
  const line = reader.lineOf("forbidden_modules");
  for (const name of contract.forbiddenModules.filter((one) => !one.includes("*") && !isInside(general, one))) {
    if (!general.includeExternalPackages) {
      reader.object(line, `${name} is outside the root packages, so include_external_packages has to be True.`);
    } else if (name.includes(".")) {
      reader.object(line, `${name}: packages of other people can only be named by their first part.`);
    }
  }
  return contract;
}

function readLayers(reader: OptionReader, general: General) {
  const contract = {
    type: "layers",
    layers: reader.layers("layers"),
    containers: reader.modules("containers", "optional"),
    exhaustive: reader.flag("exhaustive", false),
    exhaustiveIgnores: reader.names("exhaustive_ignores"),
  } as const;
  const clash = overlapping(contract.layers.flatMap((layer) => layerOf(layer).modules.map(({ name }) => name)));
  if (clash !== undefined) reader.object(reader.lineOf("layers"), `\`layers\`: ${clash}.`);
  if (contract.exhaustive && contract.containers.length === 0) {
    reader.object(reader.lineOf("exhaustive"), "only layers with `containers` can be exhaustive.");
  }
  for (const name of contract.containers.filter((one) => !one.includes("*") && !isInside(general, one))) {
    reader.object(reader.lineOf("containers"), `the container ${name} is outside the root packages.`);
  }
  return contract;
}

function readIndependence(reader: OptionReader) {
  const modules = reader.modules("modules", "something");
  const clash = overlapping(modules);
  if (clash !== undefined) reader.object(reader.lineOf("modules"), `\`modules\`: ${clash}.`);
  return { type: "independence", modules } as const;
}

function readProtected(reader: OptionReader) {
  return {
    type: "protected",
    protectedModules: reader.modules("protected_modules", "something"),
    allowedImporters: reader.modules("allowed_importers", "present"),
    asPackages: reader.flag("as_packages", true),
  } as const;
}

function readAcyclicSiblings(reader: OptionReader) {
  const contract = {
    type: "acyclic_siblings",
    ancestors: reader.modules("ancestors", "something"),
    depth: reader.count("depth", 10),
    skipDescendants: reader.modules("skip_descendants", "optional"),
  } as const;
  const both = contract.ancestors.find((name) => contract.skipDescendants.includes(name));
  if (both !== undefined) {
    reader.object(reader.lineOf("skip_descendants"), `${both} is an ancestor too, so it cannot be skipped.`);
  }
  return contract;
}

function isInside({ rootPackages }: General, name: string): boolean {
  return rootPackages.some((root) => overlap(name, root) && name.length >= root.length);
}
