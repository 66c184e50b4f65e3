import type { Parameter, Series, Testbed } from "../../../formats/benchmarks/model.ts";

/** What is measured, wherever and whenever. */
export interface BenchmarkName {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly metric: string;
  readonly unit: string;
}

/** Under this key series of different reports are one benchmark. */
export function keyOf({ name, parameters, metric, unit }: BenchmarkName): string {
  const sorted = parameters
    .map((parameter) => [parameter.name, parameter.value] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([name, metric, unit, sorted]);
}

/** As a person reads it. Many tools have the values of parameters in the name already. */
export function fullName({ name, parameters }: Pick<Series, "name" | "parameters">): string {
  const untold = parameters.filter(({ value }) => value !== "" && !hasWord(name, value));
  if (untold.length === 0) return name;
  return `${name} (${untold.map((parameter) => `${parameter.name}=${parameter.value}`).join(", ")})`;
}

/** Whether the name has it and not only as a part of something longer: `run/10` does not tell of 1. */
function hasWord(name: string, word: string): boolean {
  const isPart = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_.]/u.test(character);
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
    if (!isPart(name[at - 1]) && !isPart(name[at + word.length])) return true;
  }
  return false;
}

/** The machine as far as the report tells; two are the same if this is. */
export function testbedText({ cpu, cores, architecture, os, runtimes }: Testbed): string {
  const parts = [cpu, cores === undefined ? undefined : coresText(cores), architecture, os, ...runtimes];
  return parts.filter((part) => part !== undefined).join(", ");
}

function coresText(cores: number): string {
  return cores === 1 ? "1 core" : `${cores} cores`;
}
