import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Task, type TaskState } from '../../app/task.ts';

/** Work that is this component's own: it stops, and is forgotten, when the component goes. */
export function useTask<T>(): readonly [Task<T>, TaskState<T>] {
  const [task] = useState(() => new Task<T>());
  useEffect(() => () => task.cancel(), [task]);
  return [task, useStore(task.store)];
}
