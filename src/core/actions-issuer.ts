/** Where GitHub's own pages are. */
export const githubUrl = "https://github.com";

/** Who vouches for workflows of GitHub itself. */
export const githubIssuer = "https://token.actions.githubusercontent.com";

/**
 * Who vouches for workflows of this server, by the address of its pages: that of GitHub, of an Enterprise Server, or of Enterprise
 * Cloud with data residency.
 * Source: docs.github.com, "OpenID Connect reference", and the same page of Enterprise Server and of data residency.
 */
export function actionsIssuerOf(webUrl: string): string {
  if (webUrl === githubUrl) return githubIssuer;
  const { hostname } = new URL(webUrl);
  return hostname.endsWith(".ghe.com") ? `https://token.actions.${hostname}` : `${webUrl}/_services/token`;
}
