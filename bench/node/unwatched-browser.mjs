import puppeteer from 'puppeteer-core';
import { findChromium } from '../../scripts/ensure-browser.mjs';
import { ARGS, newProfile } from './browser.mjs';

/** A browser that has just started is busy with pages of its own for a second or two. */
const REST = 3000;
const PATIENCE = 60_000;

/**
 * A browser with an empty profile on disk whose pages run as they do for a person. A test tool's page has the
 * protocol's network domain enabled, which keeps a stack trace of every request: in Chromium the first one parses the
 * page's whole script a second time, 30 ms and more on the page's thread.
 */
export async function startUnwatched() {
  const profile = newProfile();
  const browser = await puppeteer.launch({
    executablePath: await findChromium(),
    userDataDir: profile.folder,
    args: [...ARGS, '--window-size=1360,900'],
    defaultViewport: null,
  });
  const root = await browser.target().createCDPSession();
  await new Promise((resolve) => setTimeout(resolve, REST));
  return {
    /** @param {string} url @param {() => void} script runs before the page's own */
    async open(url, script) {
      const { targetId } = await root.send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: true });
      const session = root.connection().session(sessionId);
      await session.send('Page.enable');
      await session.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${script.toString()})()` });
      await session.send('Page.navigate', { url });
      return pageOf(session, () => root.send('Target.closeTarget', { targetId }));
    },
    async end() {
      await browser.close();
      profile.remove();
    },
  };
}

function pageOf(session, close) {
  const evaluate = async (work) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: `(${work.toString()})()`,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  return {
    evaluate,
    close,
    /** Asked seldom: asking takes the page's time. @throws Error when it is not so in the end */
    async until(isSo) {
      for (const begun = performance.now(); performance.now() - begun < PATIENCE; ) {
        if (await evaluate(isSo).catch(() => false)) return;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      throw new Error(`not so after ${PATIENCE / 1000} s: ${isSo.toString()}`);
    },
  };
}
