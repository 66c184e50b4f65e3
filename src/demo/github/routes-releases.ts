import { reachRepository } from "./access.ts";
import { pageOf } from "./pages-of.ts";
import { notFound } from "./refusal.ts";
import { assetView, type Release, releaseView } from "./releases.ts";
import { type Call, numberParameter, permission, type Routes, repositoryName, type Services } from "./route.ts";
import type { Repository } from "./world.ts";

const needs = permission("contents", "read");

/** Releases and their files, all read only. Drafts are shown to nobody who may only read. */
export const releaseRoutes: Routes = {
  "repos/get-release-by-tag": {
    needs,
    handle: (call, services) =>
      shown(call, services, (releases) => releases.find(({ tag }) => tag === call.parameters["tag"])),
  },
  "repos/get-latest-release": {
    needs,
    handle: (call, services) => shown(call, services, (releases) => releases.findLast(({ prerelease }) => !prerelease)),
  },
  "repos/list-release-assets": {
    needs,
    handle(call, services) {
      const repository = reach(call, services);
      const release = repository.releases.get(numberParameter(call, "release_id"));
      if (release === undefined || release.draft) throw notFound();
      const page = pageOf(call, release.assets);
      const assets = page.items.map((asset) => assetView(services.world, repository, release, asset));
      return { status: 200, headers: page.headers, body: assets };
    },
  },
  "repos/get-release-asset": {
    needs,
    handle(call, services) {
      const repository = reach(call, services);
      const id = numberParameter(call, "asset_id");
      const release = [...repository.releases.values()].find(({ assets }) => assets.some((asset) => asset.id === id));
      const asset = release?.assets.find((one) => one.id === id);
      if (release === undefined || asset === undefined || release.draft) throw notFound();
      if (call.accept !== "application/octet-stream") {
        return { status: 200, body: assetView(services.world, repository, release, asset) };
      }
      return { status: 302, headers: { location: services.storage.linkTo("assets", asset.id) } };
    },
  },
};

function reach(call: Call, { world }: Services): Repository {
  return reachRepository(world, call.caller, repositoryName(call), "read");
}

function shown(call: Call, services: Services, choose: (releases: readonly Release[]) => Release | undefined) {
  const repository = reach(call, services);
  const found = choose([...repository.releases.values()].filter(({ draft }) => !draft));
  if (found === undefined) throw notFound();
  return { status: 200, body: releaseView(services.world, repository, found) };
}
