import { createFinder } from "#lib/server/engine/queue/find-due.ts";
import { atMost, type BenchContext, type Benchmark } from "./lib/benchmark.ts";
import { nowMs } from "./lib/clock.ts";
import { openDatabases, type BenchDatabase } from "./lib/databases.ts";
import { followJourneys } from "./lib/journeys.ts";
import { describeMachine } from "./lib/machine.ts";
import { runOpenLoop } from "./lib/open-loop.ts";
import { startSink } from "./lib/sink.ts";
import { startStack, type BenchStack } from "./lib/stack.ts";
import { summarize, type Summary } from "./lib/summary.ts";
import type { Table } from "./lib/table.ts";
import { createMatchingRule, createTenant } from "./lib/tenant.ts";
import { createWaitingConnections } from "./lib/waiting-connections.ts";

const RATE = 50;
const NOISE_RATE = 20;
const SECONDS = 10;
const WARMUP_SECONDS = 2;
const PAIRS = 3;
const HUNG_CONNECTIONS = 12;
const WAITING_CONNECTIONS = 20_000;
const LOOKS = 200;
const RATIO_MAX = 1.25;
const CLAIM_MS_MAX = 10;

const NOTES = [
  `Open loop, ${RATE} events a second of one healthy tenant, from the moment a request was due to the receiver. Slices alone ` +
    `and beside the neighbour take turns, ${PAIRS} of each; what is compared are all events of the one and of the other.`,
  `Neighbours that hang get ${NOISE_RATE} events a second for each of their connections, and answer nothing. Each slice begins ` +
    `with ${WARMUP_SECONDS} s that are not timed.`,
  `The claim's time is that of looking for work, ${LOOKS} times, while ${WAITING_CONNECTIONS.toLocaleString("en-US")} connections wait.`,
];

type Neighbour = {
  name: string;
  /** Makes the neighbour bad, or good again. */
  set(isBad: boolean): Promise<void>;
  /** Where its own events go, when it has any. */
  target: BenchStack["target"] | undefined;
};

type Comparison = { name: string; alone: Summary; beside: Summary; lost: number };

/** What a neighbour costs a healthy tenant. */
export const isolation: Benchmark = async (bench) => {
  const databases = await openDatabases(bench);
  const stack = await startStack(bench, databases, "all");
  const neighbours = [
    await hangingNeighbour(bench, stack, "a hung endpoint at the same origin", 1, stack.sink),
    await hangingNeighbour(bench, stack, "twelve hung connections of another organization", HUNG_CONNECTIONS),
    await waitingNeighbour(stack),
  ];
  const comparisons: Comparison[] = [];
  for (const neighbour of neighbours) comparisons.push(await compare(bench, stack, neighbour));
  const looks = await timeLooks(stack.database);
  await stack.server.stop();
  return {
    machine: describeMachine(databases.version),
    tables: [latencyTable(comparisons), looksTable(looks)],
    notes: NOTES,
    results: { comparisons, looks },
    reference: {},
    targets: [
      ...comparisons.flatMap(({ name, alone, beside, lost }) => [
        atMost(`${name}: p50 to alone`, beside.p50 / alone.p50, RATIO_MAX),
        atMost(`${name}: p99 to alone`, beside.p99 / alone.p99, RATIO_MAX),
        atMost(`${name}: lost`, lost, 0),
      ]),
      atMost("looking for work, p99 ms", looks.p99, CLAIM_MS_MAX),
    ],
  };
};

async function hangingNeighbour(
  bench: BenchContext,
  { database, server }: BenchStack,
  name: string,
  connections: number,
  sharedSink?: BenchStack["sink"],
): Promise<Neighbour> {
  const tenant = await createTenant(database, server);
  const sink = sharedSink ?? (await startSink(bench));
  for (let index = 0; index < connections; index += 1)
    await createMatchingRule(server, tenant, new URL(`/hang/${index}`, sink.url).href, `Hung ${index}`);
  const headers = { "x-meshes-publishable-key": tenant.publishableKey };
  return { name, set: (isBad) => sink.hang(isBad), target: { url: `${server.url}/api/v1/events`, headers } };
}

async function waitingNeighbour({ database, server }: BenchStack): Promise<Neighbour> {
  const tenant = await createTenant(database, server);
  const connections = await createWaitingConnections(database, tenant, WAITING_CONNECTIONS);
  return { name: "20,000 connections with a retry in 30 days", set: connections.wait, target: undefined };
}

async function compare(bench: BenchContext, stack: BenchStack, neighbour: Neighbour): Promise<Comparison> {
  const times = { alone: [] as number[], beside: [] as number[] };
  let lost = 0;
  for (let slice = 0; slice < PAIRS * 2; slice += 1) {
    const isBad = slice % 2 === 1;
    bench.note(`${isBad ? "beside" : "alone, before"} ${neighbour.name}`);
    await neighbour.set(isBad);
    const measured = await runSlice(bench, stack, isBad ? neighbour.target : undefined);
    times[isBad ? "beside" : "alone"].push(...measured.times);
    lost += measured.lost;
  }
  // The last of the slices leaves the neighbour bad: what waits is what the looks are timed with.
  if (neighbour.target !== undefined) await neighbour.set(false);
  return { name: neighbour.name, alone: summarize(times.alone), beside: summarize(times.beside), lost };
}

async function runSlice(bench: BenchContext, { sink, target }: BenchStack, noise: BenchStack["target"] | undefined) {
  const seconds = bench.seconds ?? SECONDS;
  const load = (rate: number) => ({ rate, warmup: WARMUP_SECONDS * rate, events: seconds * rate });
  await sink.clear();
  const noisy = noise === undefined ? undefined : runOpenLoop(bench, { ...noise, ...load(NOISE_RATE) });
  const sent = await runOpenLoop(bench, { ...target, ...load(RATE) });
  await noisy;
  await sink.settled(sent.due.length);
  const arrivals = await sink.arrivals();
  const { lost } = followJourneys(sent, arrivals, WARMUP_SECONDS * RATE);
  const times = [...arrivals.seqs].flatMap((seq, index) =>
    seq < WARMUP_SECONDS * RATE ? [] : [(arrivals.times[index] ?? Number.NaN) - (sent.due[seq] ?? Number.NaN)],
  );
  return { times, lost };
}

async function timeLooks({ pool }: BenchDatabase): Promise<Summary> {
  const find = createFinder(pool);
  const times: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const startedAt = nowMs();
    await find({ paces: new Map(), full: [], dueMax: 64 });
    times.push(nowMs() - startedAt);
  }
  return summarize(times);
}

function latencyTable(comparisons: readonly Comparison[]): Table {
  const row = (name: string, { count, p50, p99, max }: Summary) => [name, count, p50, p99, max];
  return {
    title: `Request due to receiver at ${RATE} events a second, ms`,
    head: ["", "events", "p50", "p99", "max"],
    rows: comparisons.flatMap(({ name, alone, beside }) => [row(`alone, before ${name}`, alone), row(name, beside)]),
  };
}

function looksTable({ count, p50, p99, max }: Summary): Table {
  return {
    title: "Looking for work while 20,000 connections wait, ms",
    head: ["", "looks", "p50", "p99", "max"],
    rows: [["one worker's look", count, p50, p99, max]],
  };
}
