import { useStore } from 'zustand';
import { useAppHandle } from '../../ui/app-context.ts';
import { TableLab } from './table-lab.ts';

export function useTableLab(): TableLab {
  const { services } = useAppHandle();
  return services.one(TableLab, () => new TableLab(services));
}

/** One value of the panel's state. Select existing references. */
export function useTable<T>(selector: (state: ReturnType<TableLab['state']['getState']>) => T): T {
  return useStore(useTableLab().state, selector);
}
