import type { Target } from "./target.ts";

/** A wish that a target be brought up to date, not before `notBefore` (epoch milliseconds). */
export interface Wish {
  readonly target: Target;
  readonly notBefore: number;
}

/** One webhook delivery as the intake keeps it: its id for ever known, its targets wanted once more. */
export interface Delivery {
  /** GitHub's `X-GitHub-Delivery`, the same for every redelivery. */
  readonly guid: string;
  readonly event: string;
  readonly receivedAt: number;
  readonly wishes: readonly Wish[];
}

/** The right to work on one target until the lease ends. The token grows with every claim of the key and fences off older holders. */
export interface Claim {
  readonly key: string;
  readonly target: Target;
  readonly token: number;
  /** How often the target had been wanted when it was claimed; finishing settles that many. */
  readonly wanted: number;
  /** Failed attempts since the last success. */
  readonly attempts: number;
}

export interface DeadLetter {
  readonly key: string;
  readonly target: Target;
  readonly attempts: number;
  readonly error: string;
  readonly diedAt: number;
}

export interface QueueDepth {
  /** Wanted, due, not leased, and of an installation that is not paused. */
  readonly ready: number;
  /** Wanted and not yet due. */
  readonly delayed: number;
  readonly leased: number;
  readonly dead: number;
  /** When the longest-waiting ready target became due. */
  readonly oldestReadyAt: number | undefined;
  readonly lastDeliveryAt: number | undefined;
}

/**
 * A durable, level-triggered queue: one row a target with a count of what is wanted and what is done.
 * Every method is one transaction; when its promise resolves, the change has reached the disk.
 * Methods that take a claim answer false, and change nothing, when the claim's token is no longer the row's.
 */
export interface Queue {
  /** Stores deliveries and their wishes together. A guid that is known already wishes nothing again. */
  accept(deliveries: readonly Delivery[]): Promise<void>;
  /** Wishes without a delivery, from sweeps and fan-outs. A dead target comes to life again. */
  wish(wishes: readonly Wish[]): Promise<void>;
  /** Wishes a target that the queue has already, by its key. False when there is no such target. */
  wishAgain(key: string, notBefore: number): Promise<boolean>;
  /** Leases the most urgent ready target of an installation that is not paused: merge groups first, then by due time. */
  claim(now: number, leaseMs: number): Promise<Claim | undefined>;
  renew(claim: Claim, now: number, leaseMs: number): Promise<boolean>;
  /** Marks the wishes seen at the claim as done and drops the lease. Newer wishes stay. */
  finish(claim: Claim, now: number): Promise<boolean>;
  /** Drops the lease and makes the target due again at `at`; `failed` counts an attempt. */
  release(claim: Claim, at: number, failed: { readonly error: string } | undefined): Promise<boolean>;
  /** Gives up: the target stays visible as a dead letter until something wishes it again. */
  bury(claim: Claim, now: number, error: string): Promise<boolean>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** Which of these delivery ids are stored. */
  known(guids: readonly string[]): Promise<ReadonlySet<string>>;
  depth(now: number): Promise<QueueDepth>;
  /** No call to GitHub for this installation before `until`. A later pause is never shortened. */
  pause(installationId: number, until: number): Promise<void>;
  /** Epoch milliseconds until which the installation is paused; 0 when it is not. */
  pausedUntil(installationId: number): Promise<number>;
  /** Forgets delivery ids older than this; targets that are done and untouched since then go too. */
  prune(before: number): Promise<{ readonly deliveries: number; readonly targets: number }>;
  /** The app was uninstalled: nothing of it is wanted any more. */
  forget(installationId: number): Promise<void>;
}
