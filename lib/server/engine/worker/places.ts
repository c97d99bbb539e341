import type { PlaceHolder } from "#lib/server/engine/queue/claimed.ts";

export type Claimant = PlaceHolder & {
  /** How many deliveries could start now. */
  due: number;
  /** The most attempts that its endpoint may have at once, as it has answered lately. */
  budget: number;
  /** Its endpoint has not answered lately. */
  isSlow: boolean;
};

/**
 * A group may hold so much of what its siblings leave of their parent's places. So there is always something left for
 * one more, and a group alone in its parents still has a quarter of all places for one connection.
 */
type Share = readonly [numerator: number, denominator: number];
const SHARES: { byTenant: readonly Share[]; byOrigin: readonly Share[] } = {
  /** Organization, workspace, connection. */
  byTenant: [
    [1, 2],
    [3, 4],
    [2, 3],
  ],
  /** Origin, and organization, workspace and connection at this origin. */
  byOrigin: [
    [3, 4],
    [1, 2],
    [5, 6],
    [4, 5],
  ],
};

/** All endpoints together that do not answer: however many they are, the rest is for those that do. */
const SLOW_SHARE = 1 / 4;

type Group = { name: string; held: number };
type Path = { byTenant: readonly [Group, Group, Group]; byOrigin: readonly Group[] };
type Candidate = Claimant & { path: Path; given: number };

/**
 * The places of a worker, shared between organizations, then workspaces, then connections, and between the origins that
 * they call: what is free goes one by one to whoever holds the fewest (max-min). What hangs is never interrupted, so
 * everybody's holding is bounded by what others leave, and a newcomer finds a place at once.
 */
export class Places {
  readonly total: number;
  /** By connection, for those that hold any. */
  readonly held = new Map<string, number>();
  readonly #groups = new Map<string, Group>();
  #heldByAll = 0;

  constructor(total: number) {
    this.total = total;
  }

  free(): number {
    return this.total - this.#heldByAll;
  }

  /** Takes a place until the returned function is called. */
  hold(holder: PlaceHolder): () => void {
    const path = this.#pathOf(holder);
    this.#add(path, 1);
    this.#count(holder.connectionId, 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#add(path, -1);
      this.#count(holder.connectionId, -1);
      for (const group of allGroups(path)) if (group.held === 0) this.#groups.delete(group.name);
    };
  }

  /** How many each connection may start now, `limit` in all at most; `slowHeld`: what slow connections hold already. */
  shareOut(claimants: readonly Claimant[], limit: number, slowHeld: number): Map<string, number> {
    const all = claimants.map((claimant): Candidate => ({ ...claimant, path: this.#pathOf(claimant), given: 0 }));
    const asking = buildTree(all);
    let slow = slowHeld;
    for (let given = 0; given < limit && this.free() > 0;) {
      const next = poorest(asking);
      if (next === undefined) break;
      // Room only shrinks while places are given out: who has none now has none later.
      if (!this.#hasRoom(next, slow)) {
        remove(asking, next);
        continue;
      }
      this.#add(next.path, 1);
      next.given += 1;
      given += 1;
      if (next.isSlow) slow += 1;
    }
    for (const { path, given } of all) this.#add(path, -given);
    this.#forgetEmpty(all);
    return new Map(all.flatMap(({ connectionId, given }) => (given === 0 ? [] : [[connectionId, given]])));
  }

  #hasRoom({ path, due, budget, given, isSlow }: Candidate, slow: number): boolean {
    if (given >= due || path.byTenant[2].held >= budget) return false;
    if (isSlow && slow >= Math.max(1, Math.floor(this.total * SLOW_SHARE))) return false;
    return this.#isWithin(path.byTenant, SHARES.byTenant) && this.#isWithin(path.byOrigin, SHARES.byOrigin);
  }

  #isWithin(groups: readonly Group[], shares: readonly Share[]): boolean {
    let places = this.total;
    let heldByParent = this.#heldByAll;
    let level = 0;
    for (const [numerator, denominator] of shares) {
      const held = groups[level]?.held ?? 0;
      level += 1;
      const left = places - (heldByParent - held);
      places = Math.max(1, Math.floor((left * numerator) / denominator));
      if (held >= places) return false;
      heldByParent = held;
    }
    return true;
  }

  #pathOf({ organizationId, workspaceId, connectionId, origin }: PlaceHolder): Path {
    const at = (name: string) => this.#group(`${origin} ${name}`);
    return {
      byTenant: [
        this.#group(`organization ${organizationId}`),
        this.#group(`workspace ${workspaceId}`),
        this.#group(`connection ${connectionId}`),
      ],
      byOrigin: [at(""), at(`organization ${organizationId}`), at(`workspace ${workspaceId}`), at(connectionId)],
    };
  }

  #group(name: string): Group {
    const group = this.#groups.get(name) ?? { name, held: 0 };
    this.#groups.set(name, group);
    return group;
  }

  #add(path: Path, change: number): void {
    this.#heldByAll += change;
    for (const group of allGroups(path)) group.held += change;
  }

  #count(connectionId: string, change: number): void {
    const held = (this.held.get(connectionId) ?? 0) + change;
    if (held === 0) this.held.delete(connectionId);
    else this.held.set(connectionId, held);
  }

  #forgetEmpty(candidates: readonly Candidate[]): void {
    for (const group of candidates.flatMap(({ path }) => allGroups(path))) {
      if (group.held === 0) this.#groups.delete(group.name);
    }
  }
}

function allGroups({ byTenant, byOrigin }: Path): readonly Group[] {
  return [...byTenant, ...byOrigin];
}

/** Candidates by organization and workspace, each as a map so that one that has nothing left to ask for drops out. */
type Tree = Map<Group, Map<Group, Map<Group, Candidate>>>;

function buildTree(candidates: readonly Candidate[]): Tree {
  const tree: Tree = new Map();
  for (const candidate of candidates) {
    const [organization, workspace, connection] = candidate.path.byTenant;
    const workspaces = tree.get(organization) ?? new Map<Group, Map<Group, Candidate>>();
    const connections = workspaces.get(workspace) ?? new Map<Group, Candidate>();
    tree.set(organization, workspaces.set(workspace, connections.set(connection, candidate)));
  }
  return tree;
}

function remove(tree: Tree, { path: { byTenant } }: Candidate): void {
  const [organization, workspace, connection] = byTenant;
  const workspaces = tree.get(organization);
  const connections = workspaces?.get(workspace);
  connections?.delete(connection);
  if (connections?.size === 0) workspaces?.delete(workspace);
  if (workspaces?.size === 0) tree.delete(organization);
}

/** Whose organization holds the fewest, then whose workspace, then which connection; the first of equals. */
function poorest(tree: Tree): Candidate | undefined {
  const workspaces = withFewest(tree);
  const connections = workspaces && withFewest(workspaces);
  return connections && withFewest(connections);
}

function withFewest<T>(groups: ReadonlyMap<Group, T>): T | undefined {
  let best: T | undefined;
  let fewest = Infinity;
  for (const [{ held }, member] of groups) {
    if (held >= fewest) continue;
    fewest = held;
    best = member;
  }
  return best;
}
