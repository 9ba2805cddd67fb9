import { useStore } from 'zustand';
import { useAppHandle } from '../../ui/app-context.ts';
import { TableLab } from './table-lab.ts';

export function useTableLab(): TableLab {
  const { workshop } = useAppHandle();
  return workshop.one(TableLab, () => new TableLab(workshop));
}

/** One value of the panel's state. Select existing references. */
export function useTable<T>(selector: (state: ReturnType<TableLab['state']['getState']>) => T): T {
  return useStore(useTableLab().state, selector);
}
