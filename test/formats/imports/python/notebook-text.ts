/** A notebook as Jupyter writes it, with one cell of code for each text. The first line of the first cell is line 9. */
export function notebookText(...cells: readonly string[]): string {
  const written = cells.map((text) => ({
    cell_type: "code",
    execution_count: 1,
    metadata: {},
    outputs: [],
    source: text.split(/(?<=\n)/),
  }));
  const kernelspec = { display_name: "Python 3", language: "python", name: "python3" };
  return JSON.stringify({ cells: written, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }, undefined, 1);
}
