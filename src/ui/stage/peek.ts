import { createStore } from 'zustand/vanilla';

/** While a user holds a key down to see the images without their maps. */
export const peek = createStore<{ readonly raw: boolean }>(() => ({ raw: false }));
