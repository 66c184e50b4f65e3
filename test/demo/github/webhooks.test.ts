import { describe, expect, it } from "@jest/globals";
import { openReceiver } from "./receiver.ts";
import { openPull, openWorld } from "./world.ts";

const namesOf = (received: readonly { readonly event: string; readonly payload: { readonly action?: string } }[]) =>
  received.map(({ event, payload }) => (payload.action === undefined ? event : `${event}.${payload.action}`)).sort();

const turnOf = (title: string) => Number(title.replace(/\D+/, "")) || 0;

describe("webhooks of the stand-in", () => {
  it("tells of a pull request's whole life, signed and within the contract", async () => {
    await using world = await openWorld();
    await using receiver = await openReceiver(world.github.app.webhookSecret);
    const { github, repository, work } = world;
    github.connectWebhook(receiver.url);
    const { number, sha } = await openPull(world);
    const next = work.commit("topic", { "core/more.py": "import re\n" });
    await github.push({ repository, from: work.directory, refspec: "refs/heads/topic", as: "ada" });
    const forced = work.commit("topic", { "core/other.py": "import re\n" }, { from: "main" });
    await github.push({ repository, from: work.directory, refspec: "refs/heads/topic", as: "ada", force: true });
    await github.editPullRequest(repository, number, { title: "Better" });
    await github.closePullRequest(repository, number);
    await github.reopenPullRequest(repository, number);
    await github.deleteBranch(repository, "topic");
    await github.settle();
    expect(namesOf(receiver.received)).toEqual([
      "pull_request.closed",
      "pull_request.closed",
      "pull_request.edited",
      "pull_request.opened",
      "pull_request.reopened",
      "pull_request.synchronize",
      "pull_request.synchronize",
      "push",
      "push",
      "push",
      "push",
    ]);
    expect(receiver.received.every(({ signed }) => signed)).toBe(true);
    const of = (event: string, action?: string) =>
      receiver.received
        .filter((each) => each.event === event && each.payload.action === action)
        .map((each) => each.payload);
    expect(of("pull_request", "synchronize").map(({ before, after }) => [before, after])).toEqual(
      expect.arrayContaining([
        [sha, next],
        [next, forced],
      ]),
    );
    const pushes = of("push");
    expect(pushes.find(({ after }) => after === next)).toMatchObject({
      forced: false,
      commits: [{ id: next, added: ["core/more.py"], modified: [], removed: [] }],
    });
    expect(pushes.find(({ after }) => after === forced)).toMatchObject({ forced: true });
    expect(pushes.find(({ deleted }) => deleted)).toMatchObject({ head_commit: null, commits: [] });
    expect(pushes[0].installation.id).toBe(world.installationId);
    expect(work.git("ls-remote", repository.directory, `refs/pull/${number}/head`)).toContain(forced);
    expect(github.violations).toEqual([]);
  });

  it("queues a merge group on a real branch and takes it away again", async () => {
    await using world = await openWorld();
    await using receiver = await openReceiver(world.github.app.webhookSecret);
    const { github, repository, work } = world;
    github.connectWebhook(receiver.url);
    const { number, sha } = await openPull(world);
    const group = await github.mergeGroup(repository, number);
    expect(group.headRef).toBe(`refs/heads/gh-readonly-queue/main/pr-${number}-${group.baseSha}`);
    expect(work.git("ls-remote", repository.directory, group.headRef)).toContain(group.headSha);
    await group.destroy("merged");
    await github.settle();
    expect(namesOf(receiver.received)).toEqual(
      expect.arrayContaining(["merge_group.checks_requested", "merge_group.destroyed", "pull_request.closed"]),
    );
    const closed = receiver.received.find(({ payload }) => payload.action === "closed");
    expect(closed?.payload.pull_request).toMatchObject({ merged: true, head: { sha } });
    expect(work.git("ls-remote", repository.directory, "refs/heads/main")).toContain(group.headSha);
    expect(github.violations).toEqual([]);
  });

  it("sends nothing that the app may not see or did not ask for", async () => {
    const appManifest = { permissions: { checks: "write", pull_requests: "read" }, events: ["push", "merge_group"] };
    await using world = await openWorld({ appManifest });
    const { number } = await openPull(world);
    await world.github.mergeGroup(world.repository, number);
    await world.github.settle();
    expect(world.github.deliveries.log.map(({ webhook }) => webhook.event)).toEqual(["installation"]);
  });

  it("tells of installations", async () => {
    await using world = await openWorld();
    const { github, installationId } = world;
    const other = await github.createRepository({ owner: "acme", name: "second", private: false });
    await github.installApp([other]);
    await github.removeRepositories(installationId, [other]);
    await github.suspendInstallation(installationId);
    await github.unsuspendInstallation(installationId);
    await github.uninstallApp(installationId);
    await github.settle();
    expect(github.deliveries.log.map(({ webhook }) => webhook.name).sort()).toEqual([
      "installation-created",
      "installation-deleted",
      "installation-repositories-added",
      "installation-repositories-removed",
      "installation-suspend",
      "installation-unsuspend",
    ]);
    expect(github.violations).toEqual([]);
  });

  it("logs failed deliveries, lists them by cursor and status, and delivers again with the same guid", async () => {
    await using world = await openWorld();
    await using receiver = await openReceiver(world.github.app.webhookSecret);
    const { github } = world;
    await github.settle();
    github.connectWebhook(receiver.url);
    receiver.status = 500;
    await openPull(world);
    await github.settle();
    receiver.status = 200;
    const token = world.appToken();
    const failed = await world.call("GET", "/app/hook/deliveries?per_page=2&status=failure", { token });
    expect(failed.body.map((each: { status_code: number }) => each.status_code)).toEqual([500, 500]);
    const next = /<([^>]+)>; rel="next"/.exec(failed.headers.get("link") ?? "")?.[1] ?? "";
    const rest = await world.call("GET", next.slice(github.apiUrl.length), { token });
    expect(rest.body.map((each: { event: string; status_code: number }) => [each.event, each.status_code])).toEqual([
      ["installation", 502],
    ]);
    const lost = failed.body[0];
    const detail = await world.call("GET", `/app/hook/deliveries/${lost.id}`, { token });
    expect(detail.body.request.payload.repository.full_name).toBe("acme/platform");
    expect((await world.call("POST", `/app/hook/deliveries/${lost.id}/attempts`, { token })).status).toBe(202);
    await github.settle();
    const again = receiver.received.filter(({ guid }) => guid === lost.guid);
    expect(again.length).toBe(2);
    expect(github.deliveries.log.at(-1)).toMatchObject({ guid: lost.guid, redelivery: true, statusCode: 200 });
    expect(github.violations).toEqual([]);
  });

  it("drops, repeats, delays and loses deliveries when told, the same for the same seed", async () => {
    const runOnce = async () => {
      await using world = await openWorld();
      await using receiver = await openReceiver(world.github.app.webhookSecret);
      const { github, repository } = world;
      await github.settle();
      github.connectWebhook(receiver.url);
      github.deliveries.setFaults({ drop: 0.3, repeat: 0.3, vanish: 0.1, reorder: 0.5, delayMs: 1000, seed: 7 });
      const { number } = await openPull(world);
      for (let turn = 0; turn < 20; turn += 1)
        await github.editPullRequest(repository, number, { title: `Title ${turn}` });
      await github.settle();
      const log = github.deliveries.log.slice(1);
      const titles = receiver.received
        .filter(({ event }) => event === "pull_request")
        .map(({ payload }) => payload.pull_request.title);
      return {
        titles,
        dropped: log.filter(({ statusCode }) => statusCode === 502).length,
        arrived: receiver.received.length,
      };
    };
    const first = await runOnce();
    const second = await runOnce();
    expect(second.titles.toSorted()).toEqual(first.titles.toSorted());
    expect(first.dropped).toBeGreaterThan(0);
    expect(new Set(first.titles).size).toBeLessThan(first.titles.length);
    const inOrder = first.titles.toSorted((a, b) => turnOf(a) - turnOf(b));
    expect(first.titles).not.toEqual(inOrder);
    expect(second.dropped).toBe(first.dropped);
  });
});
