// A copy on this device, if the reader asked for one. A browser may forbid storage, be out of room, or hold what
// somebody else wrote: then there is no copy, and that is all.

/** Where a region's copy lies. */
const key = (region: string): string => `pathway-planner.${region}`;

function storage(): Storage | undefined {
  try {
    // In a frame that may store nothing, looking is forbidden as well.
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** The copy, which is a link's fragment and checked as one; undefined where there is none. */
export function kept(region: string): string | undefined {
  try {
    return storage()?.getItem(key(region)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether the device keeps it now. */
export function keep(region: string, fragment: string): boolean {
  try {
    storage()?.setItem(key(region), fragment);
  } catch {
    // There is no room, or no permission. An older copy must not stay as if it were this one.
    forget(region);
  }
  return kept(region) === fragment;
}

export function forget(region: string): void {
  try {
    storage()?.removeItem(key(region));
  } catch {
    // What can't be reached can't be removed; nothing was stored there by us.
  }
}
