import type { JudgedModule, Standing } from "./judge-modules.ts";
import type { AttestationSettings } from "./model.ts";

export interface Share {
  readonly verified: number;
  readonly total: number;
  /** In percent, as the settings say. */
  readonly minimum: number;
  readonly reached: boolean;
  /** Whether it would be reached if everything that could not be looked at were well. */
  readonly mayBeReached: boolean;
}

/** In integers: of ten modules eight are 80 %, and seven are not. */
export function shareOf(settings: AttestationSettings, modules: readonly JudgedModule[]): Share {
  const count = (standing: Standing) => modules.filter((one) => one.standing === standing).length;
  const minimum = Number.parseInt(settings["minimum-attested"], 10);
  const [verified, total] = [count("verified"), modules.length];
  const isEnough = (many: number) => many > 0 && 100 * many >= minimum * total;
  return { verified, total, minimum, reached: isEnough(verified), mayBeReached: isEnough(verified + count("unknown")) };
}
