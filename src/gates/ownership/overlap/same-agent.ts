interface Acting {
  readonly agent: string | null;
}

/** Whether one agent acts on both; not where nobody knows one. */
export function isSameAgent(one: Acting | undefined, other: Acting | undefined): boolean {
  return one !== undefined && one.agent !== null && one.agent === other?.agent;
}
