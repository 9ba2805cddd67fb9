import { type RefObject, useEffect, useState } from 'react';
import { create } from 'zustand';
import { loadPreferences, type Preferences, savePreference } from '../../app/storage/preferences.ts';
import { useApp } from '../app-context.ts';

type Wish = Pick<Preferences, 'picturesStay' | 'picturesHeight'>;

/** Whether the pictures follow to the panel one works in, and how high they are there; remembered. */
export const useDockWish = create<Wish>(() => {
  const { picturesStay, picturesHeight } = loadPreferences();
  return { picturesStay, picturesHeight };
});

export function changeDock(change: Partial<Wish>): void {
  useDockWish.setState(change);
  savePreference(change);
}

/** Across the page's column, CSS pixels. `height` is that of the place the stage left, kept so that nothing below moves. */
export interface Docked {
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** The stage has scrolled up to this much below the window's upper edge, CSS pixels, and is as good as gone. */
const LEFT_OVER = 120;

/**
 * While a panel is open and the stage's place is scrolled away above it, the stage stands at the window's upper edge.
 *
 * @param place the element around the stage, which stays where it is.
 */
export function useDocked(place: RefObject<HTMLElement | null>): Docked | null {
  const open = useApp(({ panel }) => panel !== null);
  const stay = useDockWish(({ picturesStay }) => picturesStay);
  const [docked, setDocked] = useState<Docked | null>(null);
  const wanted = open && stay;
  useEffect(() => {
    const element = place.current;
    if (!wanted || element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        const { bottom, height } = entry!.boundingClientRect;
        setDocked(bottom < LEFT_OVER ? { ...columnOf(element), height } : null);
      },
      // Far below counts as being there: a jump from below the stage to above it crosses no edge of the window.
      { rootMargin: `-${LEFT_OVER}px 0px 1000000px 0px` },
    );
    observer.observe(element);
    // The column's width follows the window's; the height of the place is held while the stage is away.
    const resized = new ResizeObserver(() => {
      const { left, width } = columnOf(element);
      setDocked((now) => (now && (now.left !== left || now.width !== width) ? { ...now, left, width } : now));
    });
    resized.observe(element);
    return () => {
      observer.disconnect();
      resized.disconnect();
      setDocked(null);
    };
  }, [wanted, place]);
  return docked;
}

/** The panels run below the controls too. */
function columnOf(element: HTMLElement): Pick<Docked, 'left' | 'width'> {
  const { left, width } = element.closest('main')!.getBoundingClientRect();
  return { left, width };
}
