// Opens a notebook in JupyterLab, runs all cells and waits for a playing video: browser.js NOTEBOOK SCREENSHOT.
// LAB_URL, LAB_TOKEN (from with_lab.py) and CHROME come by environment.
const { chromium } = require('playwright-core');

const [notebook, screenshot] = process.argv.slice(2);
const { LAB_URL, LAB_TOKEN, CHROME } = process.env;
const MINUTE = 60_000;

// The browser must not look for updates: a test machine may have no network.
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

async function main() {
  const browser = await chromium.launch({ executablePath: CHROME, headless: true, args: FLAGS });
  const page = await browser.newPage({ viewport: { width: 1200, height: 1400 } });
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await page.goto(`${LAB_URL}${notebook}?token=${LAB_TOKEN}&reset`);
    await kernelIsIdle(page);
    await runAllCells(page);
    await videoPlays(page);
    await page.screenshot({ path: screenshot });
    console.log(`browser: every cell of ${notebook} ran and a video plays; screenshot in ${screenshot}`);
  } catch (error) {
    await page.screenshot({ path: screenshot });
    console.error(`browser: ${error}\nscreenshot in ${screenshot}\n${complaints.join('\n')}`);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

async function kernelIsIdle(page) {
  await page.waitForSelector('.jp-Notebook .jp-Cell', { timeout: 2 * MINUTE });
  await page.waitForFunction(
    () => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle',
    null, { timeout: 2 * MINUTE });
}

// Old outputs are cleared first, so that everything seen afterwards comes from this run.
async function runAllCells(page) {
  await page.evaluate(() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs'));
  const cells = page.evaluate(() => window.jupyterapp.commands.execute('notebook:run-all-cells'));
  await Promise.race([cells, failAfter(10 * MINUTE, 'the cells did not finish within 10 minutes')]);
  const problems = await page.evaluate(() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter((cell) => cell.model.type === 'code' && cell.model.sharedModel.getSource().trim() !== '')
    .flatMap((cell, i) => {
      const errors = cell.model.outputs.toJSON().filter((output) => output.output_type === 'error');
      if (errors.length > 0) return [`code cell ${i}: ${errors[0].ename}: ${errors[0].evalue}`];
      return cell.model.executionCount === null ? [`code cell ${i} did not run`] : [];
    }));
  if (problems.length > 0) throw new Error(problems.join('; '));
}

// Playing means: pictures were decoded, it is not paused, and its time goes on (a loop may also jump back).
async function videoPlays(page) {
  const video = page.locator('.jp-OutputArea-output video').first();
  await video.waitFor({ state: 'attached', timeout: MINUTE });
  await video.scrollIntoViewIfNeeded();
  const state = () => video.evaluate((v) => ({ time: v.currentTime, paused: v.paused, width: v.videoWidth, error: v.error?.message }));
  const before = await state();
  let now = before;
  for (let i = 0; i < 100 && !(now.width > 0 && !now.paused && now.time !== before.time); i++) {
    await page.waitForTimeout(100);
    now = await state();
  }
  if (!(now.width > 0 && !now.paused && now.time !== before.time)) {
    throw new Error(`the video does not play: ${JSON.stringify(now)}`);
  }
}

function failAfter(milliseconds, message) {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(message)), milliseconds).unref());
}

main();
