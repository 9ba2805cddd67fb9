/**
 * Runs in the page: goes through the steps by the page's own controls, `cycles` times after a first one.
 *
 * @param {{ steps: [string, string][], masking: string[], cycles: number }} what
 * @returns {Promise<{ first: number[], later: number[], known: number, longTasks: number[] }>} milliseconds from the
 *   change of a control to both new maps painted, in the first cycle and in later ones; and to how many of the first
 *   cycle the page knew the answer, because it had made the answer ahead or been asked before
 * @throws Error where a method of the page is in no step, nothing is painted, or a forward pass ran
 */
export async function runToggles({ steps, masking, cycles }) {
  const main = document.querySelector('main');
  const begun = performance.now();
  const labelled = (label) => [...document.querySelectorAll('label')].find((l) => l.textContent === label);
  const passed = [...steps.filter(([group]) => group === 'Method').map(([, option]) => option), ...masking];
  for (const { value } of labelled('Method').control.options)
    if (!passed.includes(value)) throw new Error(`the toggles leave out the method ${value}`);

  /** The act that changes the control, or null where it stands there already or cannot be chosen. */
  const act = (group, option) => {
    const select = labelled(group)?.control;
    if (select) {
      if (select.value === option || select.disabled) return null;
      return () => {
        Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(select, option);
        if (select.value !== option) throw new Error(`${group} has no option ${option}`);
        select.dispatchEvent(new Event('change', { bubbles: true }));
      };
    }
    const radios = [...document.querySelectorAll('[role=radiogroup]')].find(
      (g) => document.getElementById(g.getAttribute('aria-labelledby'))?.textContent === group,
    );
    const radio = [...radios.querySelectorAll('label')].find((l) => l.textContent === option).control;
    return radio.checked || radio.disabled ? null : () => radio.click();
  };
  const first = [];
  const later = [];
  let known = 0;
  for (let cycle = 0; cycle <= cycles; cycle++)
    for (const [group, option] of steps) {
      const change = act(group, option);
      if (change === null) continue;
      const painted = window.timeline.nextPaint();
      const at = performance.now();
      change();
      let timer;
      const late = new Promise((_, reject) => {
        const say = () =>
          new Error(`${group} ${option}: nothing painted; ${main.dataset.job} ${location.search}`);
        timer = setTimeout(() => reject(say()), 20_000);
      });
      (cycle === 0 ? first : later).push((await Promise.race([painted, late])) - at);
      clearTimeout(timer);
      if (main.dataset.forwarded !== '0') throw new Error(`${group} ${option}: a forward pass ran`);
      if (cycle === 0 && main.dataset.recalled === 'true') known += 1;
      // A person looks at the map before the next change; what is still to do in idle time is done by then.
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  const longTasks = window.timeline.longTasks.filter((t) => t.start > begun).map((t) => t.duration);
  return { first, later, known, longTasks };
}
