/** Verifies many entries side by side: as many trials at a time as there are processors, entry after entry. */
import { availableParallelism } from 'node:os';
import type { Entry } from '../catalog/load.ts';
import type { EvidenceByEntry } from './evidence.ts';
import {
  concludeEntry,
  planTrials,
  runProgram,
  type Outcome,
  type Plan,
  type Runtimes,
  type Verification,
  type Workshop,
} from './verify-entry.ts';

export interface PlannedEntry extends Plan {
  readonly entry: Entry;
}

export interface VerifiedEntry extends PlannedEntry, Verification {}

/** The plan of each of `entries`; see {@link planTrials}. */
export function planEntries(
  entries: readonly Entry[],
  evidence: EvidenceByEntry,
  runtimes: Runtimes,
  isEverything: boolean,
): PlannedEntry[] {
  return entries.map((entry) => ({ entry, ...planTrials(entry, evidence.get(entry.id), runtimes, isEverything) }));
}

/** Those of `entries` that machine `shard` of `shards` (from 1) verifies: each is of just one. */
export function entriesOfShard<Each>(entries: readonly Each[], shard: number, shards: number): Each[] {
  // Neighbors are of one language and take about the same time, so they go to different machines.
  return entries.filter((_, index) => index % shards === shard - 1);
}

/** Runs all trials of `plans`; tells `onTrial` of each as it ends, and gives each entry when its last has ended. */
export async function verifyEntries(
  plans: readonly PlannedEntry[],
  evidence: EvidenceByEntry,
  runtimes: Runtimes,
  workshop: Workshop,
  onTrial: (entry: Entry) => void,
  onEntry: (verified: VerifiedEntry) => Promise<void>,
): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const outcomes = new Map<Entry, Outcome[]>(plans.map(({ entry }) => [entry, []]));
  const waiting = plans.flatMap((plan) => plan.trials.map((trial) => ({ plan, trial })));
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { plan, trial } = next;
        const { entry } = plan;
        const own = outcomes.get(entry) ?? [];
        own.push({ ...trial, ...(await runProgram(trial, workshop, today)) });
        onTrial(entry);
        if (own.length < plan.trials.length) continue;
        await onEntry({ ...plan, ...concludeEntry(entry, evidence.get(entry.id), runtimes, own) });
      }
    }),
  );
}
