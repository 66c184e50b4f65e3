/** Where a repository keeps its configuration. */
export const configurationPath = ".github/lanekeeper.yml";
