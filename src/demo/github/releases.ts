import { createHash } from "node:crypto";
import { badUsage } from "../../core/bad-usage.ts";
import { resolveCommit } from "./git.ts";
import { nodeId, userView } from "./view-account.ts";
import { apiUrlOf, webUrlOf } from "./view-repository.ts";
import { fullName, type Repository, timestamp, type User, type World } from "./world.ts";

export interface ReleaseAsset {
  readonly id: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** `open` until it is there to its end. */
  readonly state: "uploaded" | "open";
}

export interface Release {
  readonly id: number;
  readonly tag: string;
  readonly author: User;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly createdAt: number;
  readonly assets: readonly ReleaseAsset[];
}

export interface CreateRelease {
  readonly tag: string;
  readonly assets: readonly { readonly name: string; readonly bytes: Uint8Array; readonly state?: "open" }[];
  readonly draft?: boolean;
  readonly prerelease?: boolean;
}

/** A release of a tag that has been pushed. */
export async function createRelease(world: World, repository: Repository, given: CreateRelease): Promise<Release> {
  const { tag, draft = false, prerelease = false } = given;
  if ((await resolveCommit(repository.directory, `tags/${tag}`)) === undefined) {
    throw badUsage(`${fullName(repository)} has no tag ${tag}.`);
  }
  const assets = given.assets.map(
    ({ name, bytes, state }): ReleaseAsset => ({ id: world.nextId(), name, bytes, state: state ?? "uploaded" }),
  );
  const about = { tag, draft, prerelease, author: repository.owner, createdAt: world.clock() };
  const release: Release = { id: world.nextId(), ...about, assets };
  repository.releases.set(release.id, release);
  return release;
}

/** GitHub's `release`. */
export function releaseView(world: World, repository: Repository, release: Release) {
  const api = `${apiUrlOf(world, repository)}/releases/${release.id}`;
  const tag = encodeURIComponent(release.tag);
  return {
    url: api,
    html_url: `${webUrlOf(world, repository)}/releases/tag/${tag}`,
    assets_url: `${api}/assets`,
    upload_url: `${api}/assets{?name,label}`,
    tarball_url: `${apiUrlOf(world, repository)}/tarball/${tag}`,
    zipball_url: `${apiUrlOf(world, repository)}/zipball/${tag}`,
    id: release.id,
    node_id: nodeId("Release", release.id),
    tag_name: release.tag,
    target_commitish: repository.defaultBranch,
    name: release.tag,
    body: null,
    draft: release.draft,
    prerelease: release.prerelease,
    created_at: timestamp(release.createdAt),
    published_at: release.draft ? null : timestamp(release.createdAt),
    author: userView(world, release.author),
    assets: release.assets.map((asset) => assetView(world, repository, release, asset)),
  };
}

/** GitHub's `release-asset`. */
export function assetView(world: World, repository: Repository, release: Release, asset: ReleaseAsset) {
  const download = `${webUrlOf(world, repository)}/releases/download/${encodeURIComponent(release.tag)}`;
  return {
    url: `${apiUrlOf(world, repository)}/releases/assets/${asset.id}`,
    browser_download_url: `${download}/${encodeURIComponent(asset.name)}`,
    id: asset.id,
    node_id: nodeId("ReleaseAsset", asset.id),
    name: asset.name,
    label: null,
    state: asset.state,
    content_type: "application/octet-stream",
    size: asset.bytes.length,
    digest: `sha256:${createHash("sha256").update(asset.bytes).digest("hex")}`,
    download_count: 0,
    created_at: timestamp(release.createdAt),
    updated_at: timestamp(release.createdAt),
    uploader: userView(world, release.author),
  };
}
