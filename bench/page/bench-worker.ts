import * as Comlink from 'comlink';
import { startBackend } from '../../src/engine/backend.ts';
import { BenchEngine } from './bench-engine.ts';

Comlink.expose(new BenchEngine(startBackend));
