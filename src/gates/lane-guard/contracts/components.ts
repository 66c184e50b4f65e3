/**
 * Which nodes lie on a cycle together: by node, the number of its strongly connected component. Tarjan's algorithm
 * without recursion, since a package may have thousands of children.
 */
export function componentsOf(successors: readonly (readonly number[])[]): Int32Array {
  const state: Walk = {
    component: new Int32Array(successors.length).fill(-1),
    order: new Int32Array(successors.length).fill(-1),
    low: new Int32Array(successors.length),
    pending: [],
    visited: 0,
    components: 0,
  };
  for (let node = 0; node < successors.length; node += 1) if (state.order[node] === -1) walk(state, successors, node);
  return state.component;
}

interface Walk {
  readonly component: Int32Array;
  /** When each node was met first. */
  readonly order: Int32Array;
  /** The earliest node that each can go back to. */
  readonly low: Int32Array;
  /** Met, and in no component yet. */
  readonly pending: number[];
  visited: number;
  components: number;
}

function walk(state: Walk, successors: readonly (readonly number[])[], start: number): void {
  const path = [enter(state, start)];
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const { node } = step;
    const next = successors[node]?.[step.next];
    step.next += 1;
    if (next === undefined) {
      path.pop();
      leave(state, node, path.at(-1)?.node);
    } else if (state.order[next] === -1) path.push(enter(state, next));
    else if (state.component[next] === -1) lower(state, node, state.order[next] ?? 0);
  }
}

function enter(state: Walk, node: number): { readonly node: number; next: number } {
  state.order[node] = state.visited;
  state.low[node] = state.visited;
  state.visited += 1;
  state.pending.push(node);
  return { node, next: 0 };
}

function leave(state: Walk, node: number, parent: number | undefined): void {
  if (parent !== undefined) lower(state, parent, state.low[node] ?? 0);
  if (state.low[node] !== state.order[node]) return;
  for (let member = state.pending.pop(); member !== undefined; member = state.pending.pop()) {
    state.component[member] = state.components;
    if (member === node) break;
  }
  state.components += 1;
}

function lower(state: Walk, node: number, order: number): void {
  state.low[node] = Math.min(state.low[node] ?? 0, order);
}
