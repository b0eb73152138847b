/** For tests of what runs programs: whether any is left. */
import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Command lines of processes of this machine that have `mark`, when those that were killed have had time to end. */
export async function findProcesses(mark: string): Promise<string[]> {
  for (let attempt = 0; ; attempt += 1) {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'args=']);
    const lines = stdout.split('\n').filter((line) => line.includes(mark));
    if (lines.length === 0 || attempt === 50) return lines;
    await setTimeout(100);
  }
}
