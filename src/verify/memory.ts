/**
 * Bounds what all processes of a command hold together; a limit on each one is the kernel's to keep, this sum is not. Looked
 * at a few times a second on Linux, not at all elsewhere.
 */
import { readFile, readdir } from 'node:fs/promises';

export interface MemoryWatch {
  isExceeded(): boolean;
  stop(): void;
}

const MILLISECONDS_BETWEEN = 200;

/** Calls `end` once when the process `pid` and all below it hold more than `limit` bytes of memory of their own. */
export function watchMemory(pid: number | undefined, limit: number, end: () => void): MemoryWatch {
  let isExceeded = false;
  let isStopped = false;
  const look = async (): Promise<void> => {
    if (pid === undefined || isStopped) return;
    if ((await sumMemory(pid)) > limit) {
      isExceeded = true;
      end();
    } else timer = setTimeout(() => void look(), MILLISECONDS_BETWEEN);
  };
  let timer = setTimeout(() => void look(), MILLISECONDS_BETWEEN);
  return {
    isExceeded: () => isExceeded,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Bytes that `pid` and all below it hold and share with no file of a disk; a process that ended meanwhile holds nothing. */
async function sumMemory(pid: number): Promise<number> {
  const folder = `/proc/${String(pid)}`;
  const [status, threads] = await Promise.all([
    readFile(`${folder}/status`, 'utf8').catch(() => ''),
    readdir(`${folder}/task`).catch(() => []),
  ]);
  const children = await Promise.all(
    threads.map((thread) => readFile(`${folder}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  const kilobytes = status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB/gm).map(([, size]) => Number(size));
  const own = kilobytes.reduce((sum, each) => sum + each, 0) * 1024;
  const below = children.join(' ').match(/\d+/g) ?? [];
  const sums = await Promise.all(below.map((child) => sumMemory(Number(child))));
  return sums.reduce((sum, each) => sum + each, own);
}
