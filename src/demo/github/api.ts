import { authenticate, type Caller, requireAccess } from "./access.ts";
import type { FaultPoint, LoggedRequest } from "./api-faults.ts";
import { invalidRequest } from "./check-run-body.ts";
import type { Contract, Match } from "./contract/contract.ts";
import { Refusal, refusalBody } from "./refusal.ts";
import type { Answer, Route, Routes, Services } from "./route.ts";
import { actionsRoutes } from "./routes-actions.ts";
import { appRoutes } from "./routes-app.ts";
import { attestationRoutes } from "./routes-attestations.ts";
import { checkRoutes } from "./routes-checks.ts";
import { commentRoutes } from "./routes-comments.ts";
import { commitRoutes } from "./routes-commits.ts";
import { deliveryRoutes } from "./routes-deliveries.ts";
import { issueRoutes } from "./routes-issues.ts";
import { otherRoutes } from "./routes-other.ts";
import { releaseRoutes } from "./routes-releases.ts";
import { repositoryRoutes } from "./routes-repository.ts";
import type { Violations } from "./violations.ts";

const routes: Routes = {
  ...actionsRoutes,
  ...appRoutes,
  ...attestationRoutes,
  ...checkRoutes,
  ...commitRoutes,
  ...commentRoutes,
  ...deliveryRoutes,
  ...issueRoutes,
  ...otherRoutes,
  ...releaseRoutes,
  ...repositoryRoutes,
};

interface ApiRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly accept: string | undefined;
  readonly body: string;
}

export interface Api {
  answer(request: ApiRequest): Promise<Answer>;
  readonly requests: readonly LoggedRequest[];
}

export function createApi(services: Services, contract: Contract, violations: Violations, faults: FaultPoint): Api {
  const requests: LoggedRequest[] = [];
  const answerOnce = async (request: ApiRequest): Promise<Answer> => {
    const match = contract.match(request.method, request.path);
    const route = match === undefined ? undefined : routes[match.operation.id];
    if (match === undefined || route === undefined) return notImplemented;
    const caller = authenticate(services.world, request.authorization);
    const trouble = await faults.meet(request.method, request.path, caller.kind === "installation");
    if (trouble.instead !== undefined) return trouble.instead;
    const answer = await metered(services, caller, request.method, route, async () => {
      requireAccess(caller, route.needs);
      return handle(services, contract, violations, { request, match, route, caller });
    });
    violations.record(
      "answer",
      match.operation.id,
      contract.checkAnswer(match.operation, answer.status, overTheWire(answer.body)),
    );
    return trouble.afterwards ?? answer;
  };
  return {
    requests,
    async answer(request) {
      const answer = await answerOnce(request).catch(refusedOrBroken);
      const query = request.query.toString();
      requests.push({
        method: request.method,
        path: query === "" ? request.path : `${request.path}?${query}`,
        at: services.world.clock(),
        status: answer.status,
      });
      return answer;
    },
  };
}

const notImplemented: Answer = { status: 501, body: { message: "not implemented in the stand-in" } };

interface Known {
  readonly request: ApiRequest;
  readonly match: Match;
  readonly route: Route;
  readonly caller: Caller;
}

async function handle(services: Services, contract: Contract, violations: Violations, known: Known): Promise<Answer> {
  const { request, match, route, caller } = known;
  const body = parseBody(request.body);
  const problems = [...contract.checkParameters(match, request.query), ...contract.checkBody(match.operation, body)];
  if (problems.length > 0) {
    violations.record("request", match.operation.id, problems);
    throw invalidRequest(problems.join("\n"));
  }
  const url = `${services.world.apiUrl}${request.path}`;
  return route.handle(
    { caller, parameters: match.parameters, query: request.query, body, accept: request.accept, url },
    services,
  );
}

async function metered(
  services: Services,
  caller: Caller,
  method: string,
  route: Route,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { meter } = services;
  const headers = () => meter.headers(caller);
  try {
    meter.begin(caller, method, route.free === true);
    const answer = await work();
    return { ...answer, headers: { ...headers(), ...answer.headers } };
  } catch (error) {
    const answer = refusedOrBroken(error);
    return { ...answer, headers: { ...headers(), ...answer.headers } };
  } finally {
    meter.end(caller);
  }
}

function parseBody(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const refusal = new Refusal(400, "Problems parsing JSON");
    refusal.cause = cause;
    throw refusal;
  }
}

function refusedOrBroken(error: unknown): Answer {
  if (error instanceof Refusal) return { status: error.status, headers: error.headers, body: refusalBody(error) };
  process.stderr.write(
    `The stand-in broke down: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return { status: 500, body: { message: "The stand-in broke down." } };
}

/** What a receiver sees: without undefined, with nothing but JSON. */
function overTheWire(body: unknown): unknown {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body));
}
