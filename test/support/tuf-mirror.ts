import { createServer } from "node:http";
import { initializeTUFRepo, tufHandlers } from "@tufjs/repo-mock";
import { z } from "zod";

export type TufRepository = ReturnType<typeof initializeTUFRepo>;

/** A mirror of The Update Framework on loopback, with metadata that are really signed. */
export interface TufMirror {
  readonly url: string;
  /** While true, it answers nothing of use. */
  down: boolean;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A repository with this `trusted_root.json`, made now and valid for a year. */
export function tufRepository(trustedRoot: string): TufRepository {
  return initializeTUFRepo([{ name: "trusted_root.json", content: trustedRoot }]);
}

/** The first root that a client has to trust. */
export function firstRootOf({ rootMeta }: TufRepository): string {
  return JSON.stringify(rootMeta.toJSON());
}

export async function startTufMirror(repository: TufRepository): Promise<TufMirror> {
  const handlers = new Map(tufHandlers(repository, { metadataPathPrefix: "" }).map(({ path, fn }) => [path, fn]));
  const state = { down: false };
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    // Targets are asked for by their digest too: `/targets/<sha256>.trusted_root.json`.
    const handler = handlers.get(path) ?? handlers.get(path.replace(/\/[0-9a-f]{64,128}\./, "/"));
    const answer =
      state.down || handler === undefined ? { statusCode: state.down ? 503 : 404, response: "" } : handler();
    response.writeHead(answer.statusCode).end(answer.response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${z.object({ port: z.int() }).parse(server.address()).port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
