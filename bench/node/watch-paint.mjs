/**
 * Runs in the page before its own scripts: notes when the state of the job changes, when both maps have been
 * painted anew, and tasks of the main thread that are long.
 */
export function watchPaint() {
  const timeline = { job: [], longTasks: [], painted: null };
  window.timeline = timeline;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      timeline.longTasks.push({ start: entry.startTime, duration: entry.duration });
  }).observe({ type: 'longtask', buffered: true });
  const seen = { job: undefined };
  new MutationObserver(() => {
    const job = document.querySelector('main')?.dataset.job;
    if (job === seen.job) return;
    seen.job = job;
    timeline.job.push({ job, at: performance.now() });
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-job'] });

  // A pane draws a new map through a canvas that is not in the document: two of those, and both panes are new.
  const fresh = new Set();
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...args) {
    put.apply(this, args);
    if (this.canvas.isConnected || document.querySelector('main')?.dataset.result === timeline.old) return;
    fresh.add(this.canvas);
    if (fresh.size !== 2) return;
    // A message is a task of its own: it runs when this frame, style, layout and paint included, is done.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      timeline.painted = performance.now();
      timeline.onPainted?.(timeline.painted);
    };
    port2.postMessage(null);
  };
  timeline.nextPaint = () => {
    timeline.old = document.querySelector('main')?.dataset.result;
    fresh.clear();
    return new Promise((resolve) => {
      timeline.onPainted = resolve;
    });
  };
}
