import { OwnershipSettings } from "../model.ts";
import { emptyMap } from "../settings/map.ts";
import type { DeskRules } from "./overlap-messages.ts";

/** Where no gate says anything: the settings that it would have, and a map in which nobody owns anything. */
export const unconfigured: Omit<DeskRules, "now"> = {
  settings: OwnershipSettings.parse({}),
  map: { settings: emptyMap, lists: new Map(), own: [] },
};
