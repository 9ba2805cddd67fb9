import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { registerKernels } from '../../engine/worker/kernels/index.ts';
import { relativeError } from '../relative-error.ts';
import { OPERATOR_CASES, type OperatorCase } from './cases.ts';
import { type Outcome, runOperator } from './check-operator.ts';

/** How far a backend's output and gradient of a case are from those of cpu; or why it has none. */
export interface Compared {
  readonly name: string;
  readonly output: number;
  readonly gradient: number;
  readonly failed?: string;
}

/** Starts a backend as the engine does: registered, with semblance's kernels. */
export async function startBackend(backend: 'cpu' | 'webgl' | 'webgpu'): Promise<void> {
  if (!(await setBackend(backend))) throw new Error(`${backend} did not start`);
  await ready();
  registerKernels(backend);
}

/** Every operator on a backend beside plain JavaScript, which the unit tests hold to differences. For a browser. */
export async function compareOperators(backend: 'webgl' | 'webgpu'): Promise<Compared[]> {
  await startBackend('cpu');
  const references: [OperatorCase, Outcome][] = [];
  for (const test of OPERATOR_CASES) references.push([test, await runOperator(test)]);
  await startBackend(backend);
  const compared: Compared[] = [];
  for (const [test, reference] of references) {
    try {
      const { output, gradient } = await runOperator(test);
      compared.push({
        name: test.name,
        output: relativeError(output, reference.output),
        gradient: relativeError(gradient, reference.gradient),
      });
    } catch (error) {
      compared.push({ name: test.name, output: Number.NaN, gradient: Number.NaN, failed: String(error) });
    }
  }
  return compared;
}
