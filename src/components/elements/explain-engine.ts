/** Explains pastes in a worker, or on the page where there can be none. */
import type { Explanation } from '../../lookup/explain.ts';
import type { MessageIndex } from '../../lookup/message-index.ts';
import type { Order } from './explain-worker.ts';

type Explain = (paste: string) => Promise<readonly Explanation[]>;

/** Its result takes one paste at a time. */
export function startEngine(index: MessageIndex): Explain {
  let explainBeside = startWorker(index);
  return async (paste) => {
    if (explainBeside) {
      try {
        return await explainBeside(paste);
      } catch {
        explainBeside = undefined;
      }
    }
    const { explain } = await import('../../lookup/explain.ts');
    return explain(index, paste);
  };
}

/** `undefined` where no worker can be made; the result rejects where its code does not come. */
function startWorker(index: MessageIndex): Explain | undefined {
  try {
    const worker = new Worker(new URL('./explain-worker.ts', import.meta.url), { type: 'module' });
    const order = (what: Order): void => {
      worker.postMessage(what);
    };
    order({ index });
    return (paste) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<readonly Explanation[]>) => {
          resolve(data);
        };
        worker.onerror = () => {
          worker.terminate();
          reject(new Error('the worker does not run'));
        };
        order({ paste });
      });
  } catch {
    return undefined;
  }
}
